package com.banxiang.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.notification.inbox.Inbox.Kind;
import com.banxiang.notification.inbox.Inbox.Type;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which preferences each type of notification falls under, as it was agreed on. */
class KindTests {

    @ParameterizedTest
    @EnumSource
    void followsFromTheNameOfTheType(Type type) {

        var expected = switch (type) {
            case MEASUREMENT_UNRELIABLE, BUTLER_EMERGENCY -> "health";
            case SERVICE_COMPLETED -> "appointment";
            case MEMBERSHIP_ACTIVATED, REWARD_GRANTED -> "membership";
            case COMMENT_ADDED -> "community";
            case MESSAGE -> "message";
            case WELCOME, BROADCAST -> "system";
            default ->
                switch (type.text().substring(0, type.text().indexOf('_'))) {
                    case "consultation" -> "appointment";
                    case "travel", "captain" -> "activity";
                    case "post" -> "community";
                    case "merchant" -> "system";
                    case String sameName -> sameName;
                };
        };

        assertThat(type.kind().text()).isEqualTo(expected);
        assertThat(Arrays.stream(Kind.values()).map(Kind::text))
                .containsExactly(
                        "health",
                        "device",
                        "family",
                        "order",
                        "appointment",
                        "activity",
                        "membership",
                        "community",
                        "message",
                        "system");
    }
}
