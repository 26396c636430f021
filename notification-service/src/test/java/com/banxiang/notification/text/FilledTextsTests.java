package com.banxiang.notification.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.banxiang.testkit.ServiceTest;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class FilledTextsTests {

    static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

    /** 16:30 in China. */
    static final Instant NOW = Instant.parse("2026-11-20T08:30:00Z");

    @Autowired
    Texts texts;

    @Test
    void tellsATimeAsAPersonWould() {

        assertThat(late("2026-11-20T08:10:00Z")).isEqualTo("您今天16:10有一条健康提醒,请打开查看");
        assertThat(late("2026-11-19T13:10:00Z")).isEqualTo("您昨天21:10有一条健康提醒,请打开查看");
        // In China it is the 20th already.
        assertThat(late("2026-11-19T16:00:00Z")).isEqualTo("您今天00:00有一条健康提醒,请打开查看");
        assertThat(late("2026-11-18T13:10:00Z")).isEqualTo("您11月18日21:10有一条健康提醒,请打开查看");
    }

    @Test
    void tellsARelativeWhatTheElderIsToThem() {

        assertThat(texts.relationship(CHINESE, "daughter_in_law")).isEqualTo("公婆");
        assertThat(texts.relationship(CHINESE, "friend of a friend")).isEqualTo("家人");
        assertThat(texts.relationship(Locale.ENGLISH, "son")).isEqualTo("parent");
    }

    @Test
    void fitsWhatTheVendorsAllow() {

        assertThat(texts.render(CHINESE, "wechat.alert_family", Map.of(), NOW).length())
                .isLessThanOrEqualTo(20);
        assertThat(texts.render(Locale.ENGLISH, "wechat.alert_family", Map.of(), NOW)
                        .length())
                .isLessThanOrEqualTo(20);
    }

    @Test
    void refusesWhatNobodyWrote() {

        assertThatThrownBy(() -> texts.render(CHINESE, "push.nothing", Map.of(), NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> texts.render(CHINESE, "push.alert_elder_late", Map.of(), NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void putsParametersInAsTheyAre() {
        assertThat(texts.render(CHINESE, "robots.alert_unanswered", Map.of("alert", "$1\\"), NOW))
                .endsWith("编号 $1\\");
    }

    private String late(String at) {
        return texts.render(CHINESE, "push.alert_elder_late", Map.of("at", at), NOW);
    }
}
