package com.banxiang.user.account;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Change;
import com.banxiang.platform.web.ChinesePhone;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Text;
import com.banxiang.user.account.Preferences.FontSize;
import com.banxiang.user.account.Preferences.SpeechSpeed;
import com.banxiang.user.account.Profile.Changes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The caller's own account. */
@RestController
@RequestMapping("/api/v1/users")
final class AccountController {

    record ProfileRequest(
            Change<@Text(max = 50) String> nickname,
            Change<@Size(max = 500) @Pattern(regexp = "https?://[^\\s\\p{Cntrl}]+") String> avatarUrl,
            Change<@Min(1900) Integer> birthYear,
            Change<@Min(1) @Max(12) Integer> birthMonth,
            Change<Gender> gender,
            Change<@Text(max = 50) String> city,
            Change<@Text(max = 50) String> district,
            Change<@Size(max = 20) List<@NotNull String>> interests) {

        Changes changes() {
            return new Changes(
                    nickname.map(String::strip),
                    avatarUrl,
                    birthYear,
                    birthMonth,
                    gender,
                    city.map(String::strip),
                    district.map(String::strip),
                    interests.map(it -> it.stream().distinct().toList()));
        }
    }

    record SettingsRequest(Change<FontSize> fontSize, Change<SpeechSpeed> speechSpeed, Change<Boolean> autoVoice) {

        Preferences.Changes changes() {
            return new Preferences.Changes(fontSize, speechSpeed, autoVoice);
        }
    }

    record EmergencyContactRequest(
            @NotNull @Text(max = 50) String name,
            @NotNull @ChinesePhone String phone,
            @NotNull @AssertTrue Boolean consent) {}

    private final ReadUser readUser;
    private final UpdateProfile updateProfile;
    private final NameEmergencyContact nameEmergencyContact;
    private final ChangePreferences changePreferences;

    AccountController(
            ReadUser readUser,
            UpdateProfile updateProfile,
            NameEmergencyContact nameEmergencyContact,
            ChangePreferences changePreferences) {
        this.readUser = readUser;
        this.updateProfile = updateProfile;
        this.nameEmergencyContact = nameEmergencyContact;
        this.changePreferences = changePreferences;
    }

    @GetMapping("/me")
    Mono<ResponseEntity<Envelope<UserView>>> me(Caller caller) {
        return readUser.handle(caller.id()).flatMap(Answers::ok);
    }

    @PutMapping("/profile")
    Mono<ResponseEntity<Envelope<UserView>>> updateProfile(Caller caller, @Valid @RequestBody ProfileRequest request) {
        return updateProfile
                .handle(new UpdateProfile.Command(caller.id(), request.changes()))
                .flatMap(Answers::ok);
    }

    @PutMapping("/settings")
    Mono<ResponseEntity<Envelope<UserView>>> changeSettings(Caller caller, @RequestBody SettingsRequest request) {
        return changePreferences
                .handle(new ChangePreferences.Command(caller.id(), request.changes()))
                .flatMap(Answers::ok);
    }

    @PutMapping("/emergency-contact")
    Mono<ResponseEntity<Envelope<UserView>>> nameEmergencyContact(
            Caller caller, @Valid @RequestBody EmergencyContactRequest request) {
        return nameEmergencyContact
                .handle(new NameEmergencyContact.Command(
                        caller.id(), request.name().strip(), request.phone()))
                .flatMap(Answers::ok);
    }
}
