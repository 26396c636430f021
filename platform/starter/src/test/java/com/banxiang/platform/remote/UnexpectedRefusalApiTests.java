package com.banxiang.platform.remote;

import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class UnexpectedRefusalApiTests {

    private final NeighbourStub stub = NeighbourStub.of("user-service");

    @Autowired
    WebTestClient http;

    @Test
    void aYesIsPassedOn() {
        stub.answers("GET", AskingController.ASKS, "\"yes\"");

        new Requests(http).get("/asked", null).expect(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 422, 429})
    void aNoThatNobodyExpectedIsNoFaultOfTheClients(int status) {
        stub.refuses("GET", AskingController.ASKS, status, "SOMETHING");

        new Requests(http).get("/asked", null).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
    }
}
