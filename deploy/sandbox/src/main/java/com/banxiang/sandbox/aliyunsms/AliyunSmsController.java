package com.banxiang.sandbox.aliyunsms;

import static com.banxiang.sandbox.aliyunsms.AliyunError.UNKNOWN_ACTION;

import com.banxiang.sandbox.traffic.Received;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The vendor's one address: the action is a header, the parameters are the query. */
@RestController
final class AliyunSmsController {

    private final SignatureCheck signature;
    private final SendSms sendSms;
    private final QuerySendDetails querySendDetails;
    private final AliyunAnswers answers;
    private final SmsSettings settings;

    AliyunSmsController(
            SignatureCheck signature,
            SendSms sendSms,
            QuerySendDetails querySendDetails,
            AliyunAnswers answers,
            SmsSettings settings) {
        this.signature = signature;
        this.sendSms = sendSms;
        this.querySendDetails = querySendDetails;
        this.answers = answers;
        this.settings = settings;
    }

    @PostMapping({"/aliyun-sms", "/aliyun-sms/"})
    Mono<ResponseEntity<String>> call(@RequestAttribute(Received.NAME) Received call) {

        signature.check(call);
        var parameters = new LinkedHashMap<String, String>();
        Acs3.parameters(call.rawQuery()).forEach(it -> parameters.put(it.name(), it.value()));
        return switch (call.operation()) {
            case "SendSms" -> send(parameters, call.quotaIsOn());
            case "QuerySendDetails" -> Mono.just(answers.ok(querySendDetails.handle(parameters)));
            default -> throw new AliyunRefusal(UNKNOWN_ACTION);
        };
    }

    private Mono<ResponseEntity<String>> send(Map<String, String> parameters, boolean flowIsControlled) {

        var accepted = sendSms.handle(parameters, flowIsControlled);
        var answer = Mono.just(answers.ok(Map.of("BizId", accepted.getFirst().bizId())));
        return accepted.stream().anyMatch(it -> it.phone().equals(MagicNumbers.SLOW))
                ? answer.delayElement(settings.slowAnswer())
                : answer;
    }

    @ExceptionHandler
    ResponseEntity<String> refused(AliyunRefusal refusal) {
        return answers.refusal(refusal.error(), refusal.text());
    }
}
