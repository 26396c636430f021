package com.banxiang.user.account;

import com.banxiang.platform.web.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person tells about themselves. All of it is optional. */
record Profile(
        @Nullable String nickname,
        @Nullable String avatarUrl,
        @Nullable Integer birthYear,
        @Nullable Integer birthMonth,
        @Nullable Gender gender,
        @Nullable String city,
        @Nullable String district,
        List<String> interests) {

    /** What a request says about the fields of a profile. */
    record Changes(
            Change<String> nickname,
            Change<String> avatarUrl,
            Change<Integer> birthYear,
            Change<Integer> birthMonth,
            Change<Gender> gender,
            Change<String> city,
            Change<String> district,
            Change<List<String>> interests) {}

    Profile with(Changes changes) {

        var chosen = changes.interests().of(interests);
        return new Profile(
                changes.nickname().of(nickname),
                changes.avatarUrl().of(avatarUrl),
                changes.birthYear().of(birthYear),
                changes.birthMonth().of(birthMonth),
                changes.gender().of(gender),
                changes.city().of(city),
                changes.district().of(district),
                chosen == null ? List.of() : chosen);
    }
}
