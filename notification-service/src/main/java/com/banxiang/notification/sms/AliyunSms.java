package com.banxiang.notification.sms;

import com.banxiang.notification.sms.SmsAnswer.Accepted;
import com.banxiang.notification.sms.SmsAnswer.FlowControlled;
import com.banxiang.notification.sms.SmsAnswer.Misconfigured;
import com.banxiang.notification.sms.SmsAnswer.NotTaken;
import com.banxiang.notification.sms.SmsAnswer.Rejected;
import com.banxiang.notification.sms.SmsAnswer.Unsure;
import com.banxiang.notification.vendor.Vendors;
import com.banxiang.notification.vendor.Vendors.Reply.Answered;
import com.banxiang.notification.vendor.Vendors.Reply.Lost;
import com.banxiang.notification.vendor.Vendors.Reply.NotSent;
import com.banxiang.notification.vendor.Vendors.Vendor;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.Serial;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Aliyun's {@code SendSms}. The parameters stand in the address, the body is empty.
 *
 * <p>What the vendor certainly did not take ({@code isp.SYSTEM_ERROR}, a nonce seen before) is sent again at once, at most
 * twice; what it may have taken never is: there is no idempotency key.
 */
@Component
final class AliyunSms {

    private static final Logger LOG = LoggerFactory.getLogger(AliyunSms.class);
    private static final int REPEATS = 2;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Vendor aliyun;
    private final SmsSettings settings;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final AliyunRequests requests;

    AliyunSms(Vendors vendors, SmsSettings settings, JsonMapper json, MeterRegistry meters, AliyunRequests requests) {
        this.aliyun = vendors.to("aliyun-sms", settings.patience());
        this.settings = settings;
        this.json = json;
        this.meters = meters;
        this.requests = requests;
    }

    /** Never empty, never fails. */
    Mono<SmsAnswer> send(String phone, String templateCode, Map<String, String> params, String outId) {

        return Mono.defer(() -> call(phone, templateCode, params, outId))
                .flatMap(answer -> answer instanceof NotTaken taken && isWorthRepeating(taken)
                        ? Mono.<SmsAnswer>error(new AgainAtOnce(taken))
                        : Mono.just(answer))
                .retryWhen(Retry.backoff(REPEATS, PAUSE).filter(AgainAtOnce.class::isInstance))
                .onErrorResume(AliyunSms::afterRepeats)
                .checkpoint("send a short message");
    }

    private static boolean isWorthRepeating(NotTaken answer) {
        return answer.why().equals("isp.SYSTEM_ERROR") || answer.why().equals("SignatureNonceUsed");
    }

    private static Mono<SmsAnswer> afterRepeats(Throwable failure) {
        var last = failure.getCause() instanceof AgainAtOnce again ? again : failure;
        return last instanceof AgainAtOnce again ? Mono.just(again.answer) : Mono.error(failure);
    }

    private Mono<SmsAnswer> call(String phone, String templateCode, Map<String, String> params, String outId) {

        var query = new TreeMap<String, String>();
        query.put("PhoneNumbers", phone);
        query.put("SignName", settings.signName());
        query.put("TemplateCode", templateCode);
        query.put("TemplateParam", json.writeValueAsString(params));
        query.put("OutId", outId);

        var request = requests.signed("SendSms", query);
        return aliyun.call(HttpMethod.POST, request.address(), request.headers(), new byte[0])
                .map(this::answer);
    }

    private SmsAnswer answer(Vendors.Reply reply) {
        return switch (reply) {
            case NotSent(var why) -> new NotTaken(why);
            case Lost(var why) -> new Unsure(why);
            case Answered answered -> judge(answered);
        };
    }

    /** Success is status 200 and the code OK; business refusals come with 200 too, the gateway's with 4xx and 5xx. */
    private SmsAnswer judge(Answered answered) {

        var body = read(answered.body());
        var code = body.path("Code").asString("");

        if (answered.status() == 200 && code.equals("OK")) {
            return new Accepted(body.path("BizId").asString(""));
        }

        return switch (code) {
            case "isv.BUSINESS_LIMIT_CONTROL" -> new FlowControlled();
            case "isp.SYSTEM_ERROR", "SignatureNonceUsed" -> new NotTaken(code);
            case "isv.MOBILE_NUMBER_ILLEGAL",
                    "isv.MOBILE_COUNT_OVER_LIMIT",
                    "isv.DOMESTIC_NUMBER_NOT_SUPPORTED",
                    "isv.BLACK_KEY_CONTROL_LIMIT",
                    "isv.SMS_CONTENT_ILLEGAL" -> new Rejected(code);
            case "" -> answered.isTrouble() ? new NotTaken("status_" + answered.status()) : new Unsure("unreadable");
            default -> answered.isTrouble() || code.startsWith("Throttling") ? new NotTaken(code) : alarm(code);
        };
    }

    /** Everything else, codes unknown to us included, is for a person to look at. */
    private SmsAnswer alarm(String code) {

        LOG.error("aliyun sms refuses for a reason of ours: {}", code);
        meters.counter("notification.vendor.alarm", "vendor", "aliyun-sms").increment();
        return new Misconfigured(code);
    }

    private JsonNode read(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException unreadable) {
            return json.createObjectNode();
        }
    }

    /** Carries an answer through the retry. */
    private static final class AgainAtOnce extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient SmsAnswer answer;

        AgainAtOnce(SmsAnswer answer) {
            super("again", null, false, false);
            this.answer = answer;
        }
    }
}
