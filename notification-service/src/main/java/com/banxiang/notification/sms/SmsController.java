package com.banxiang.notification.sms;

import com.banxiang.notification.sms.SendSms.Decision;
import com.banxiang.notification.sms.SendSms.Decision.Refused;
import com.banxiang.notification.sms.SendSms.Decision.Sent;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.ChinesePhone;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Short messages for user-service, which waits for the answer: logging in should feel instant. */
@RestController
class SmsController {

    private static final Duration VENDORS_MINUTE = Duration.ofSeconds(60);

    record SmsRequest(
            @NotNull @ChinesePhone String phone,
            @NotNull @Text(min = 1, max = 64) String template,
            @Nullable Map<String, String> params,
            @NotNull @Text(min = 1, max = 64) String requestId) {

        SendSms.Command command() {
            return new SendSms.Command(phone, template, params == null ? Map.of() : params, requestId);
        }

        @Override
        public String toString() {
            return "SmsRequest[%s]".formatted(requestId);
        }
    }

    record SmsView(String messageId) {}

    private final SendSms sendSms;

    SmsController(SendSms sendSms) {
        this.sendSms = sendSms;
    }

    @PostMapping("/internal/sms")
    Mono<ResponseEntity<Envelope<SmsView>>> send(@Valid @RequestBody SmsRequest request) {
        return sendSms.handle(request.command()).flatMap(SmsController::answer);
    }

    private static Mono<ResponseEntity<Envelope<SmsView>>> answer(Decision decision) {
        return switch (decision) {
            case Sent(var messageId) -> Answers.ok(new SmsView(messageId));
            case Refused refused -> refusal(refused.reason());
        };
    }

    private static Mono<ResponseEntity<Envelope<SmsView>>> refusal(SendSms.Refusal reason) {
        return switch (reason) {
            case SMS_RATE_LIMITED -> Answers.tooManyRequests(reason, VENDORS_MINUTE);
            case SMS_REFUSED, REQUEST_ID_REUSED -> Answers.unprocessable(reason);
        };
    }
}
