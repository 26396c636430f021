package com.banxiang.sandbox.wechat;

import com.banxiang.sandbox.memory.Remembered;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Tells which number stands behind a code of the getPhoneNumber button.
 * <p>
 * A code from the control side is good for one use and five minutes; any other code stands for a Chinese number of its own
 * for ever.
 */
@Component
final class PhoneNumbers {

    private static final String CHINA = "86";
    private static final Duration CODE_LIVES = Duration.ofMinutes(5);
    private static final Duration CODE_IS_KNOWN = Duration.ofDays(1);
    private static final int CODES = 10_000;

    /** @param countryCode as the answer shall carry it, a text or a number; null is 86 as a text */
    record Phone(String number, @Nullable JsonNode countryCode) {

        /** With the country's prefix abroad, without one in China. */
        private String whole() {
            return countryCode == null || countryCode.asString().equals(CHINA)
                    ? number
                    : "+" + countryCode.asString() + number;
        }
    }

    private record Minted(Phone phone, Instant goodUntil, boolean used) {}

    private final Remembered<String, Minted> minted;
    private final WeChatSettings settings;
    private final Clock clock;

    PhoneNumbers(WeChatSettings settings, Clock clock) {
        this.minted = new Remembered<>(CODES, CODE_IS_KNOWN, clock);
        this.settings = settings;
        this.clock = clock;
    }

    void mint(String code, Phone phone) {
        minted.put(code, new Minted(phone, clock.instant().plus(CODE_LIVES), false));
    }

    boolean isMinted(String code) {
        return minted.find(code).isPresent();
    }

    Map<String, Object> handle(String code) {

        var phone = phone(code);

        var info = new LinkedHashMap<String, Object>();
        info.put("phoneNumber", phone.whole());
        info.put("purePhoneNumber", phone.number());
        info.put("countryCode", phone.countryCode() == null ? CHINA : phone.countryCode());
        info.put("watermark", Map.of("timestamp", clock.instant().getEpochSecond(), "appid", settings.appId()));
        return info;
    }

    private synchronized Phone phone(String code) {

        var found = minted.find(code).orElse(null);
        if (found == null) {
            return new Phone("138%08d".formatted(Math.floorMod(code.hashCode(), 100_000_000)), null);
        }
        if (found.used() || !clock.instant().isBefore(found.goodUntil())) {
            throw new WeChatRefusal(Errcode.INVALID_CODE);
        }
        minted.put(code, new Minted(found.phone(), found.goodUntil(), true));
        return found.phone();
    }
}
