package com.banxiang.platform.security;

import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Refused;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets services prove to one another who they are: HS256, one key for each pair, a minute at a time. */
public final class ServiceTokens {

    public static final String SCHEME = "Service ";

    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration REUSED_FOR = Duration.ofSeconds(30);
    private static final Duration SKEW = Duration.ofSeconds(5);

    private record Signed(String token, Instant at) {}

    private final ServiceSettings settings;
    private final Clock clock;
    private final Map<String, Signed> signed = new ConcurrentHashMap<>();

    ServiceTokens(ServiceSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The value of the {@code Authorization} header for a neighbour. */
    public String authorizationFor(String callee) {

        var now = clock.instant();
        var last = signed.get(callee);

        if (last == null || !now.isBefore(last.at().plus(REUSED_FOR))) {
            last = new Signed(SCHEME + sign(callee, now), now);
            signed.put(callee, last);
        }

        return last.token();
    }

    /** The name of the service a token comes from. Fails with {@link Refused} if it is not a good one for us. */
    String callerOf(String token) {
        try {
            var parsed = SignedJWT.parse(token);
            var claims = parsed.getJWTClaimsSet();
            var caller = settings.callers().get(String.valueOf(claims.getIssuer()));
            var now = clock.instant();

            if (caller != null
                    && JWSAlgorithm.HS256.equals(parsed.getHeader().getAlgorithm())
                    && claims.getAudience().equals(List.of(settings.service().name()))
                    && claims.getExpirationTime() != null
                    && now.isBefore(claims.getExpirationTime().toInstant())
                    && claims.getExpirationTime()
                            .toInstant()
                            .isBefore(now.plus(LIFE).plus(SKEW))
                    && parsed.verify(new MACVerifier(caller.key().bytes()))) {
                return claims.getIssuer();
            }
        } catch (ParseException | JOSEException | IllegalArgumentException unreadable) {
            throw new Refused(ErrorCode.UNAUTHENTICATED);
        }

        throw new Refused(ErrorCode.UNAUTHENTICATED);
    }

    private String sign(String callee, Instant now) {

        var neighbour = settings.neighbours().get(callee);
        if (neighbour == null || neighbour.key() == null) {
            throw new IllegalStateException(
                    "neighbour: %s has no key (expected: banxiang.neighbours.%s.key)".formatted(callee, callee));
        }

        try {
            var claims = new JWTClaimsSet.Builder()
                    .issuer(settings.service().name())
                    .audience(callee)
                    .issueTime(Date.from(now))
                    .expirationTime(Date.from(now.plus(LIFE)))
                    .build();
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(neighbour.key().bytes()));
            return token.serialize();
        } catch (JOSEException unfit) {
            throw new IllegalStateException("service key for %s".formatted(callee), unfit);
        }
    }
}
