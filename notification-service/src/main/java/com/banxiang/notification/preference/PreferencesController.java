package com.banxiang.notification.preference;

import com.banxiang.notification.preference.ChangePreferences.Decision.Changed;
import com.banxiang.notification.preference.ChangePreferences.Decision.Refused;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Envelope.Detail;
import com.banxiang.platform.web.RequestContext;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How a person is told; the same for elders and for children but for WeChat, which only children have. */
@RestController
@RequestMapping({"/api/v1/notifications/preferences", "/api/child/notifications/preferences"})
final class PreferencesController {

    private final ReadPreferences readPreferences;
    private final ChangePreferences changePreferences;
    private final MessageSource texts;

    PreferencesController(ReadPreferences readPreferences, ChangePreferences changePreferences, MessageSource texts) {
        this.readPreferences = readPreferences;
        this.changePreferences = changePreferences;
        this.texts = texts;
    }

    @GetMapping
    Mono<ResponseEntity<Envelope<PreferencesView>>> preferences(Caller caller) {
        return view(caller.account());
    }

    @PutMapping
    Mono<ResponseEntity<Envelope<PreferencesView>>> change(
            Caller caller, @Valid @RequestBody PreferencesRequest request) {

        return changePreferences.handle(request.by(caller.account())).flatMap(decision -> switch (decision) {
            case Changed _ -> view(caller.account());
            case Refused refused -> refuse(refused);
        });
    }

    private Mono<ResponseEntity<Envelope<PreferencesView>>> view(Account who) {
        return readPreferences
                .handle(who)
                .map(it -> PreferencesView.of(who, it))
                .flatMap(Answers::ok);
    }

    private Mono<ResponseEntity<Envelope<PreferencesView>>> refuse(Refused refused) {
        return RequestContext.current()
                .map(RequestContext::language)
                .map(language -> texts.getMessage(refused.reason().name(), null, language))
                .flatMap(text -> Answers.unprocessable(refused.reason(), List.of(new Detail(refused.field(), text))));
    }
}
