package com.banxiang.user.account;

import com.banxiang.platform.web.Masked;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person as they see themselves: phone and emergency contact masked even for them.
 *
 * @param verified nobody is, until real names can be checked
 * @param settings how the app looks and speaks
 * @param membership everybody begins with the free level
 */
public record UserView(
        UUID id,
        String phone,
        @Nullable String nickname,
        @Nullable String avatarUrl,
        @Nullable Integer birthYear,
        @Nullable Integer birthMonth,
        @Nullable String gender,
        @Nullable String city,
        @Nullable String district,
        List<String> interests,
        boolean verified,
        @Nullable ContactView emergencyContact,
        SettingsView settings,
        MembershipView membership,
        Instant createdAt) {

    public record ContactView(String name, String phone) {}

    public record SettingsView(String fontSize, String speechSpeed, boolean autoVoice) {

        static SettingsView of(Preferences it) {
            return new SettingsView(it.fontSize().text(), it.speechSpeed().text(), it.autoVoice());
        }
    }

    public record MembershipView(String level) {

        static final MembershipView FREE = new MembershipView("basic");
    }

    static UserView of(User user) {

        var profile = user.profile();
        var contact = user.emergencyContact();
        var gender = profile.gender();

        return new UserView(
                user.id(),
                Masked.phone(user.phone()),
                profile.nickname(),
                profile.avatarUrl(),
                profile.birthYear(),
                profile.birthMonth(),
                gender == null ? null : gender.text(),
                profile.city(),
                profile.district(),
                profile.interests(),
                false,
                contact == null ? null : new ContactView(Masked.name(contact.name()), Masked.phone(contact.phone())),
                SettingsView.of(user.preferences()),
                MembershipView.FREE,
                user.createdAt());
    }
}
