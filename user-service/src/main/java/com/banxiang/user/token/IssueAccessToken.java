package com.banxiang.user.token;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.TokenSettings;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/** Signs the tokens that open every endpoint, for people on every side. Nobody else in the fleet can. */
@Component
public final class IssueAccessToken {

    /** How long a token is good; a revoked session is remembered as long. */
    public static final Duration LIFE = Duration.ofMinutes(30);

    private final SigningKeys keys;
    private final TokenSettings settings;
    private final IdGenerator ids;
    private final Clock clock;

    IssueAccessToken(SigningKeys keys, TokenSettings settings, IdGenerator ids, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A new token, never the same twice. Costs up to a millisecond of CPU.
     *
     * @param roles what it says the account may do, for as long as it lives
     */
    public String handle(Account account, UUID sessionId, List<String> roles) {

        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .audience(settings.audience())
                .subject(account.id().toString())
                .claim("typ", account.kind().text())
                .claim("roles", roles)
                .claim("sid", sessionId.toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .jwtID(ids.generateId().toString())
                .build();

        return signed(claims);
    }

    private String signed(JWTClaimsSet claims) {

        var key = keys.current();
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.shown().getKeyID())
                .build();
        var token = new SignedJWT(header, claims);

        try {
            token.sign(key.signer());
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a P-256 key signs ES256", impossible);
        }

        return token.serialize();
    }
}
