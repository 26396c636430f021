package com.banxiang.sandbox.wechat;

import com.banxiang.sandbox.memory.Remembered;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/**
 * Tells who stands behind a code of <code>wx.login</code>.
 * <p>
 * A code from the control side is good for one use and five minutes; any other code <code>x</code> stands for
 * <code>openid-x</code> for ever.
 */
@Component
final class Login {

    private static final Duration CODE_LIVES = Duration.ofMinutes(5);
    private static final Duration CODE_IS_KNOWN = Duration.ofDays(1);
    private static final int CODES = 10_000;

    record Person(String openid, @Nullable String unionid) {}

    private record Minted(Person person, Instant goodUntil, boolean used) {}

    private final Remembered<String, Minted> minted;
    private final IdGenerator ids;
    private final Clock clock;

    Login(IdGenerator ids, Clock clock) {
        this.minted = new Remembered<>(CODES, CODE_IS_KNOWN, clock);
        this.ids = ids;
        this.clock = clock;
    }

    void mint(String code, Person person) {
        minted.put(code, new Minted(person, clock.instant().plus(CODE_LIVES), false));
    }

    boolean isMinted(String code) {
        return minted.find(code).isPresent();
    }

    Map<String, String> handle(String code) {

        var person = person(code);
        var session = new LinkedHashMap<String, String>();
        session.put("session_key", newSessionKey());
        session.put("openid", person.openid());
        if (person.unionid() != null) {
            session.put("unionid", person.unionid());
        }
        return session;
    }

    private synchronized Person person(String code) {

        var found = minted.find(code).orElse(null);
        if (found == null) {
            return new Person("openid-" + code, null);
        }
        if (found.used()) {
            throw new WeChatRefusal(Errcode.CODE_USED);
        }
        if (!clock.instant().isBefore(found.goodUntil())) {
            throw new WeChatRefusal(Errcode.INVALID_CODE);
        }
        minted.put(code, new Minted(found.person(), found.goodUntil(), true));
        return found.person();
    }

    /** Sixteen bytes, others at every login. */
    private String newSessionKey() {

        var id = ids.generateId();
        var bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getEncoder().encodeToString(bytes);
    }
}
