package com.banxiang.notification.wechat;

import com.banxiang.notification.vendor.Vendors;
import com.banxiang.notification.vendor.Vendors.Reply.Answered;
import com.banxiang.notification.vendor.Vendors.Reply.Lost;
import com.banxiang.notification.vendor.Vendors.Reply.NotSent;
import com.banxiang.notification.vendor.Vendors.Vendor;
import com.banxiang.notification.wechat.WeChatAnswer.NoConsent;
import com.banxiang.notification.wechat.WeChatAnswer.NotTaken;
import com.banxiang.notification.wechat.WeChatAnswer.Rejected;
import com.banxiang.notification.wechat.WeChatAnswer.Taken;
import com.banxiang.notification.wechat.WeChatAnswer.Unsure;
import com.banxiang.notification.wechat.WeChatToken.Token;
import com.banxiang.platform.web.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** WeChat's {@code subscribe/send}. Business errors come with status 200 and an {@code errcode}, as text. */
@Component
final class WeChatApi {

    private static final Logger LOG = LoggerFactory.getLogger(WeChatApi.class);

    private final Vendor wechat;
    private final WeChatToken token;
    private final WeChatSettings settings;
    private final JsonMapper json;
    private final MeterRegistry meters;

    WeChatApi(Vendors vendors, WeChatSettings settings, JsonMapper json, MeterRegistry meters, Clock clock) {
        this.wechat = vendors.to("wechat", settings.patience());
        this.token = new WeChatToken(wechat, settings, json, clock);
        this.settings = settings;
        this.json = json;
        this.meters = meters;
    }

    /** Never empty, never fails. A token that WeChat no longer knows is fetched anew and the message sent once more. */
    Mono<WeChatAnswer> send(String openid, Map<String, String> keywords) {

        return withToken(openid, keywords, true)
                .onErrorResume(Unavailable.class, _ -> Mono.just(new NotTaken("no_token")))
                .checkpoint("send a subscribe message");
    }

    private Mono<WeChatAnswer> withToken(String openid, Map<String, String> keywords, boolean firstTime) {

        return token.get()
                .flatMap(it -> post(it, openid, keywords).flatMap(reply -> {
                    if (!isTokenRefused(reply)) {
                        return Mono.just(answer(reply));
                    }
                    return token.drop(it)
                            .then(
                                    firstTime
                                            ? withToken(openid, keywords, false)
                                            : Mono.just(new NotTaken("token_refused")));
                }));
    }

    private Mono<Vendors.Reply> post(Token token, String openid, Map<String, String> keywords) {

        var data = new LinkedHashMap<String, Map<String, String>>();
        keywords.forEach((keyword, value) -> data.put(keyword, Map.of("value", value)));

        var body = new LinkedHashMap<String, Object>();
        body.put("touser", openid);
        body.put("template_id", settings.healthTemplate());
        body.put("page", settings.page());
        body.put("miniprogram_state", settings.miniprogramState());
        body.put("lang", "zh_CN");
        body.put("data", data);

        var address = URI.create(settings.baseUrl() + "/cgi-bin/message/subscribe/send?access_token="
                + URLEncoder.encode(token.text(), StandardCharsets.UTF_8));

        return wechat.call(
                HttpMethod.POST,
                address,
                Map.of("Content-Type", "application/json"),
                json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
    }

    private boolean isTokenRefused(Vendors.Reply reply) {
        return reply instanceof Answered answered
                && switch (errcode(answered)) {
                    case 40001, 40014, 42001 -> true;
                    default -> false;
                };
    }

    private WeChatAnswer answer(Vendors.Reply reply) {
        return switch (reply) {
            case NotSent(var why) -> new NotTaken(why);
            case Lost(var why) -> new Unsure(why);
            case Answered answered -> judge(answered);
        };
    }

    private WeChatAnswer judge(Answered answered) {

        if (answered.isTrouble()) {
            return new NotTaken("status_" + answered.status());
        }

        var errcode = errcode(answered);
        return switch (errcode) {
            case 0 -> new Taken();
            case 43101 -> new NoConsent();
            case -1, 45009, 45011 -> new NotTaken("errcode_" + errcode);
            case 40003 -> new Rejected(errcode);
            case UNREADABLE -> new Unsure("unreadable");
            default -> alarm(errcode);
        };
    }

    private WeChatAnswer alarm(int errcode) {

        LOG.error("wechat refuses for a reason of ours: {}", errcode);
        meters.counter("notification.vendor.alarm", "vendor", "wechat").increment();
        return new Rejected(errcode);
    }

    private static final int UNREADABLE = Integer.MIN_VALUE;

    /** Its text says the same in words and a trace id, and sometimes a value: it is not read. */
    private int errcode(Answered answered) {
        try {
            var body = json.readTree(answered.body());
            return body.isObject() ? body.path("errcode").asInt(0) : UNREADABLE;
        } catch (JacksonException unreadable) {
            return UNREADABLE;
        }
    }
}
