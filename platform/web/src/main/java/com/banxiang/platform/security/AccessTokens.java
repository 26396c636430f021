package com.banxiang.platform.security;

import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Refused;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Believes an access token, or not.
 *
 * <p>A signature costs up to a millisecond to check, more than the rest of a read; so a token that was found good is
 * remembered by its hash for a while. Its expiry is compared each time all the same. What costs nothing is looked at
 * before the signature, so that a made-up token is no cheap attack.
 */
public final class AccessTokens {

    private static final int LONGEST = 4096;

    private final TokenKeys keys;
    private final TokenSettings settings;
    private final Clock clock;
    private final Cache<ByteBuffer, Caller> remembered;

    AccessTokens(TokenKeys keys, TokenSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(settings.remembered())
                .expireAfterWrite(settings.rememberedFor())
                .executor(Runnable::run)
                .build();
    }

    /**
     * Never empty. Fails with {@link Refused}: {@code TOKEN_EXPIRED}, or {@code UNAUTHENTICATED} for all else that is
     * wrong with it; and with {@link com.banxiang.platform.web.Unavailable} while its key can't be had.
     */
    public Mono<Caller> verify(String token) {

        return Mono.defer(() -> {
            if (token.length() > LONGEST) {
                return refused(ErrorCode.UNAUTHENTICATED);
            }

            var hash = ByteBuffer.wrap(sha256(token));
            var known = remembered.getIfPresent(hash);

            if (known != null) {
                return isOver(known) ? refused(ErrorCode.TOKEN_EXPIRED) : Mono.just(known);
            }

            return check(token).doOnNext(it -> remembered.put(hash, it));
        });
    }

    private Mono<Caller> check(String token) {

        var parsed = parse(token);
        if (parsed == null) {
            return refused(ErrorCode.UNAUTHENTICATED);
        }

        var caller = callerOf(parsed);
        if (caller == null) {
            return refused(ErrorCode.UNAUTHENTICATED);
        }

        return keys.find(parsed.getHeader().getKeyID())
                .filter(it -> isSignedBy(it, parsed))
                .switchIfEmpty(refused(ErrorCode.UNAUTHENTICATED))
                .flatMap(_ -> isOver(caller) ? refused(ErrorCode.TOKEN_EXPIRED) : Mono.just(caller));
    }

    private static @Nullable SignedJWT parse(String token) {
        try {
            var parsed = SignedJWT.parse(token);
            var header = parsed.getHeader();
            return JWSAlgorithm.ES256.equals(header.getAlgorithm()) && header.getKeyID() != null ? parsed : null;
        } catch (ParseException | IllegalArgumentException unreadable) {
            return null;
        }
    }

    /** Null if the claims are not what a token of this fleet says. */
    private @Nullable Caller callerOf(SignedJWT token) {
        try {
            var claims = token.getJWTClaimsSet();

            if (!settings.issuer().equals(claims.getIssuer())
                    || !claims.getAudience().contains(settings.audience())
                    || claims.getExpirationTime() == null) {
                return null;
            }

            return new Caller(
                    AccountKind.of(text(claims, "typ")),
                    UUID.fromString(text(claims, "sub")),
                    UUID.fromString(text(claims, "sid")),
                    roles(claims),
                    claims.getExpirationTime().toInstant());
        } catch (ParseException | IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static String text(JWTClaimsSet claims, String name) throws ParseException {

        var text = claims.getStringClaim(name);
        if (text == null) {
            throw new IllegalArgumentException("%s: missing".formatted(name));
        }
        return text;
    }

    private static Set<String> roles(JWTClaimsSet claims) throws ParseException {
        var roles = claims.getStringListClaim("roles");
        return Set.copyOf(roles == null ? List.of() : roles);
    }

    private boolean isOver(Caller caller) {
        return !clock.instant().isBefore(caller.expiresAt());
    }

    private static boolean isSignedBy(ECKey key, SignedJWT token) {
        try {
            return token.verify(new ECDSAVerifier(key));
        } catch (JOSEException unfit) {
            return false;
        }
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static <T> Mono<T> refused(ErrorCode code) {
        return Mono.error(() -> new Refused(code));
    }
}
