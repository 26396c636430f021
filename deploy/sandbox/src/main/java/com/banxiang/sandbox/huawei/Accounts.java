package com.banxiang.sandbox.huawei;

import com.banxiang.sandbox.memory.Remembered;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/** Who has an account, what they allowed the app, and what they measured. */
@Component
final class Accounts {

    private static final int MOST_ACCOUNTS = 1_000;
    private static final int MOST_POINTS = 10_000;
    private static final Duration CODE_LIVES = Duration.ofMinutes(5);
    private static final Duration REFRESH_LIVES = Duration.ofDays(180);

    /**
     * What a person agreed to at the page.
     *
     * @param challenge of PKCE
     * @param offline whether there will be a refresh token
     */
    record Agreed(String openId, Set<String> scopes, String redirectUri, String challenge, boolean offline) {}

    /**
     * What the app may do.
     *
     * @param since nothing older is shown
     */
    record Leave(String openId, Set<String> scopes, Instant since) {}

    private final Clock clock;
    private final IdGenerator ids;
    private final Duration accessLives;
    private final Remembered<String, Agreed> codes;
    private final Remembered<String, Leave> refreshTokens;
    private final Remembered<String, Leave> accessTokens;
    private final Remembered<String, List<Point>> points;

    Accounts(HuaweiSettings settings, Clock clock, IdGenerator ids) {
        this.clock = clock;
        this.ids = ids;
        this.accessLives = settings.accessLives();
        this.codes = new Remembered<>(MOST_ACCOUNTS, CODE_LIVES, clock);
        this.refreshTokens = new Remembered<>(MOST_ACCOUNTS, REFRESH_LIVES, clock);
        this.accessTokens = new Remembered<>(10 * MOST_ACCOUNTS, accessLives, clock);
        this.points = new Remembered<>(MOST_ACCOUNTS, Duration.ofDays(365), clock);
    }

    /** With the characters that real ones have, so that nobody forgets to encode them. */
    synchronized String codeFor(Agreed agreed) {

        var code = "DQB6/e+%s=".formatted(random());
        codes.put(code, agreed);
        return code;
    }

    /** Once; empty for one that is unknown, used or five minutes old. */
    synchronized Optional<Agreed> redeem(String code) {

        var agreed = codes.find(code);
        codes.remove(code);
        return agreed;
    }

    synchronized Leave grant(Agreed agreed) {
        return new Leave(agreed.openId(), agreed.scopes(), clock.instant());
    }

    synchronized String refreshTokenFor(Leave leave) {

        var token = "CgB6e3x9/r+" + random();
        refreshTokens.put(token, leave);
        return token;
    }

    synchronized String accessTokenFor(Leave leave) {

        var token = "CgB6e3x9/a+" + random();
        accessTokens.put(token, leave);
        return token;
    }

    Duration accessLives() {
        return accessLives;
    }

    synchronized Optional<Leave> refreshing(String token) {
        return refreshTokens.find(token);
    }

    synchronized Optional<Leave> access(String token) {
        return accessTokens.find(token);
    }

    /** What the person takes back, or the app gives back: no token of theirs works any more. */
    synchronized void revoke(String openId) {
        forget(refreshTokens, openId);
        forget(accessTokens, openId);
    }

    synchronized void expire(String openId) {
        forget(accessTokens, openId);
    }

    synchronized List<Leave> leaves() {
        return refreshTokens.all();
    }

    synchronized void add(String openId, List<Point> measured) {

        var all = new ArrayList<>(points.find(openId).orElse(List.of()));
        all.addAll(measured);
        points.put(openId, List.copyOf(all.subList(Math.max(0, all.size() - MOST_POINTS), all.size())));
    }

    synchronized List<Point> pointsOf(String openId) {
        return points.find(openId).orElse(List.of());
    }

    private void forget(Remembered<String, Leave> tokens, String openId) {
        tokens.removeIf(it -> it.openId().equals(openId));
    }

    private String random() {
        return ids.generateId().toString().replace("-", "");
    }
}
