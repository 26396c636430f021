package com.banxiang.notification.vendor;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.vendor.Vendors.Reply;
import com.banxiang.notification.vendor.Vendors.Reply.Answered;
import com.banxiang.notification.vendor.Vendors.Reply.Lost;
import com.banxiang.notification.vendor.Vendors.Reply.NotSent;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** How a call to a vendor ends, and when a vendor is left alone. */
class HttpVendorsTests {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final int LEAST = 4;

    final String path = "/vendors/" + UUID.randomUUID();
    final Vendors vendors =
            new HttpVendors(new VendorSettings(LEAST, Duration.ofSeconds(5)), new SimpleMeterRegistry());
    final Vendors.Vendor vendor = vendors.to("one", PATIENCE);

    @Test
    void anAnswerIsAnAnswerWhateverItsStatus() {

        answer(aResponse().withStatus(400).withBody("no"));

        assertThat(call(vendor)).isInstanceOfSatisfying(Answered.class, it -> {
            assertThat(it.status()).isEqualTo(400);
            assertThat(it.body()).asString().isEqualTo("no");
        });
    }

    @Test
    void aConnectionThatBreaksMayHaveBroughtTheMessage() {

        answer(aResponse().withFault(Fault.EMPTY_RESPONSE));

        assertThat(call(vendor)).isEqualTo(new Lost("connection_lost"));
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void soMayAnAnswerThatTakesTooLong() {

        answer(aResponse().withFixedDelay(60_000));

        assertThat(call(vendors.to("impatient", Duration.ofMillis(300)))).isEqualTo(new Lost("timeout"));
    }

    @Test
    void whoDoesNotListenHeardNothing() {

        var nobody = vendor.call(HttpMethod.POST, URI.create("http://127.0.0.1:9/"), Map.of(), new byte[0]);

        assertThat(nobody.block(PATIENCE)).isEqualTo(new NotSent("no_connection"));
    }

    @Test
    void aVendorInTroubleIsLeftAloneForAMomentAndNobodyElse() {

        var other = vendors.to("another", PATIENCE);
        answer(aResponse().withStatus(503));
        for (var i = 0; i < LEAST; i++) {
            assertThat(call(vendor)).isInstanceOf(Answered.class);
        }

        assertThat(call(vendor)).isEqualTo(new NotSent("circuit_open"));
        assertThat(asked()).isEqualTo(LEAST);
        assertThat(call(other)).isInstanceOf(Answered.class);

        answer(aResponse().withStatus(200));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(call(vendor))
                        .isInstanceOfSatisfying(
                                Answered.class, it -> assertThat(it.status()).isEqualTo(200)));
    }

    @Test
    void aVendorThatRefusesIsInNoTrouble() {

        answer(aResponse().withStatus(429));

        for (var i = 0; i < 3 * LEAST; i++) {
            assertThat(call(vendor)).isInstanceOf(Answered.class);
        }
    }

    private Reply call(Vendors.Vendor to) {
        return to.call(
                        HttpMethod.POST,
                        URI.create(com.banxiang.testkit.Vendor.url().replace("/vendors", path)),
                        Map.of(),
                        new byte[] {1})
                .block(PATIENCE);
    }

    private void answer(ResponseDefinitionBuilder answer) {
        com.banxiang.testkit.Vendor.server().stubFor(any(urlEqualTo(path)).willReturn(answer));
    }

    private int asked() {
        return com.banxiang.testkit.Vendor.server()
                .findAll(anyRequestedFor(urlEqualTo(path)))
                .size();
    }
}
