package com.banxiang.notification.wechat;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a child allowed after {@code wx.requestSubscribeMessage}. */
@RestController
class ConsentController {

    record ConsentRequest(
            @NotNull @Text(min = 1, max = 64) String templateId,
            @NotNull @Min(1) @Max(20) Integer accepted) {}

    private final ReportConsents reportConsents;

    ConsentController(ReportConsents reportConsents) {
        this.reportConsents = reportConsents;
    }

    @PostMapping("/api/child/notifications/consents")
    Mono<ResponseEntity<Envelope<WeChatConsents.Remaining>>> report(
            Caller caller, @Valid @RequestBody ConsentRequest request) {

        return reportConsents
                .handle(caller.id(), request.templateId(), request.accepted())
                .flatMap(Answers::ok)
                .switchIfEmpty(Mono.defer(() -> Answers.invalid("templateId", "templateId.unknown")));
    }
}
