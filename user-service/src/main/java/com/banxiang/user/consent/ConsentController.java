package com.banxiang.user.consent;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the caller agreed to. */
@RestController
@RequestMapping("/api/v1/users/me/consents")
final class ConsentController {

    /** @param granted false takes it back; absent means yes */
    record ConsentRequest(
            @NotNull Document document,

            @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,32}")
            String version,

            @Nullable Boolean granted) {}

    private final ListConsents listConsents;
    private final RecordConsent recordConsent;

    ConsentController(ListConsents listConsents, RecordConsent recordConsent) {
        this.listConsents = listConsents;
        this.recordConsent = recordConsent;
    }

    @GetMapping
    Mono<ResponseEntity<Envelope<Page<Consent>>>> list(Caller caller) {
        return listConsents.handle(caller.id()).flatMap(it -> Answers.ok(Page.all(it)));
    }

    @PostMapping
    Mono<ResponseEntity<Envelope<Consent>>> record(Caller caller, @Valid @RequestBody ConsentRequest request) {

        var granted = !Boolean.FALSE.equals(request.granted());
        return recordConsent
                .handle(new RecordConsent.Command(caller.id(), request.document(), request.version(), granted))
                .flatMap(Answers::ok);
    }
}
