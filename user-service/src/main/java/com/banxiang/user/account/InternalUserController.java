package com.banxiang.user.account;

import com.banxiang.platform.security.CallingService;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Page;
import com.banxiang.user.account.LookUpUser.Card;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What neighbours may know of a person, each no more than it needs. */
@RestController
@RequestMapping("/internal/users")
final class InternalUserController {

    /** The butler calls people by name and age; nobody else has to. */
    private static final String BUTLER = "ai-service";

    record LookupRequest(@NotNull @Size(max = 100) List<@NotNull UUID> ids) {}

    /** @param gender for the butler only, like the year of birth */
    record NeighbourView(
            UUID id,
            @Nullable String nickname,
            @Nullable String avatarUrl,
            @Nullable String city,
            List<String> interests,
            boolean verified,
            String level,
            @Nullable String gender,
            @Nullable Integer birthYear) {}

    record ContactsView(
            @Nullable String nickname,
            @Nullable String gender,
            String phone,
            @Nullable EmergencyContactView emergencyContact) {}

    record EmergencyContactView(String name, String phone) {}

    private final ReadUser readUser;
    private final LookUpUser lookUpUser;
    private final ReadContacts readContacts;

    InternalUserController(ReadUser readUser, LookUpUser lookUpUser, ReadContacts readContacts) {
        this.readUser = readUser;
        this.lookUpUser = lookUpUser;
        this.readContacts = readContacts;
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Envelope<NeighbourView>>> user(@PathVariable UUID id, CallingService caller) {
        return readUser.handle(id).flatMap(it -> Answers.ok(neighbourView(it, BUTLER.equals(caller.name()))));
    }

    @PostMapping("/lookup")
    Mono<ResponseEntity<Envelope<Page<Card>>>> lookup(@Valid @RequestBody LookupRequest request) {
        return lookUpUser.all(request.ids()).flatMap(it -> Answers.ok(Page.all(it)));
    }

    @GetMapping("/{id}/contacts")
    Mono<ResponseEntity<Envelope<ContactsView>>> contacts(@PathVariable UUID id, CallingService caller) {
        return readContacts.handle(id, caller).flatMap(it -> Answers.ok(contactsView(it)));
    }

    private static NeighbourView neighbourView(UserView user, boolean forTheButler) {
        return new NeighbourView(
                user.id(),
                user.nickname(),
                user.avatarUrl(),
                user.city(),
                user.interests(),
                user.verified(),
                user.membership().level(),
                forTheButler ? user.gender() : null,
                forTheButler ? user.birthYear() : null);
    }

    private static ContactsView contactsView(User user) {

        var gender = user.profile().gender();
        var contact = user.emergencyContact();

        return new ContactsView(
                user.profile().nickname(),
                gender == null ? null : gender.text(),
                user.phone(),
                contact == null ? null : new EmergencyContactView(contact.name(), contact.phone()));
    }
}
