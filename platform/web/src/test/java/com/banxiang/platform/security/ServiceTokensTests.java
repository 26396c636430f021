package com.banxiang.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ServiceTokensTests {

    static final ServiceKey KEY = ServiceKey.valueOf(Base64.getEncoder().encodeToString(new byte[32]));

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T08:00:00Z"));
    final InstantSource source = now::get;
    final Clock clock = source.withZone(ZoneOffset.UTC);
    final URI anywhere = URI.create("http://neighbour");
    final ServiceTokens tokens = new ServiceTokens(
            new ServiceSettings(
                    new ServiceSettings.Self("example-service"),
                    Map.of(
                            "user-service", new ServiceSettings.Neighbour(anywhere, KEY),
                            "child-service", new ServiceSettings.Neighbour(anywhere, KEY),
                            "open-service", new ServiceSettings.Neighbour(anywhere, null)),
                    Map.of()),
            clock);

    @Test
    void speakForTheirServiceToOneNeighbourForAMinute() throws ParseException {

        var claims = claimsFor("user-service");

        assertThat(claims.getIssuer()).isEqualTo("example-service");
        assertThat(claims.getAudience()).containsExactly("user-service");
        assertThat(claims.getExpirationTime()).isEqualTo(now.get().plusSeconds(60));
        assertThat(claimsFor("child-service").getAudience()).containsExactly("child-service");
    }

    /** A signature costs something, and a token that ends on its way is refused. */
    @Test
    void areUsedAgainForTheFirstHalfOfTheirLife() {

        var first = tokens.authorizationFor("user-service");

        passes(Duration.ofSeconds(29));
        assertThat(tokens.authorizationFor("user-service")).isEqualTo(first);
        passes(Duration.ofSeconds(1));
        assertThat(tokens.authorizationFor("user-service")).isNotEqualTo(first);
    }

    @Test
    void cannotBeMadeForWhomThereIsNoKey() {
        assertThatIllegalStateException().isThrownBy(() -> tokens.authorizationFor("open-service"));
        assertThatIllegalStateException().isThrownBy(() -> tokens.authorizationFor("nobody-service"));
    }

    private JWTClaimsSet claimsFor(String callee) throws ParseException {
        var token = tokens.authorizationFor(callee).substring(ServiceTokens.SCHEME.length());
        return SignedJWT.parse(token).getJWTClaimsSet();
    }

    private void passes(Duration time) {
        now.updateAndGet(it -> it.plus(time));
    }
}
