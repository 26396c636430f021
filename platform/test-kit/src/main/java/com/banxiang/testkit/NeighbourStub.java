package com.banxiang.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.requestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Another service of the fleet, which answers in the envelope what a test tells it to. Before a test says anything it
 * knows no path (404), and before the first test speaks of any stub it is down.
 */
public final class NeighbourStub {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String REQUEST_ID = "req_neighbour";

    private final String name;

    private NeighbourStub(String name) {
        this.name = name;
    }

    public static NeighbourStub of(String service) {
        return new NeighbourStub(service);
    }

    /** Where {@code banxiang.neighbours.<service>.url} of a test points to. */
    public String url() {
        return Stubs.url("neighbours/" + name);
    }

    /** Data is anything JSON can be made of, such as a map; a text is taken as JSON itself. */
    public NeighbourStub answers(String method, String path, Object data) {

        var body = new LinkedHashMap<String, Object>();
        body.put("success", true);
        body.put("code", 200);
        body.put("message", "操作成功");
        body.put("data", data instanceof String json ? JSON.readTree(json) : data);
        body.put("timestamp", System.currentTimeMillis());
        body.put("requestId", REQUEST_ID);
        return on(method, path, json(200, body));
    }

    public NeighbourStub refuses(String method, String path, int status, String code) {

        var body = Map.of(
                "success",
                false,
                "code",
                status,
                "message",
                code,
                "error",
                Map.of("code", code, "message", code),
                "timestamp",
                System.currentTimeMillis(),
                "requestId",
                REQUEST_ID);
        return on(method, path, json(status, body));
    }

    /** Answers after the pause, longer than anybody waits. */
    public NeighbourStub hangs(String method, String path, Duration pause) {
        return on(method, path, json(200, Map.of()).withFixedDelay(Math.toIntExact(pause.toMillis())));
    }

    public NeighbourStub dropsConnections(String method, String path) {
        return on(method, path, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    /** What was asked under this path in this test, in order, with its headers. */
    public List<LoggedRequest> asked(String method, String path) {
        return Stubs.server().findAll(requestedFor(method, urlEqualTo(full(path))));
    }

    private NeighbourStub on(String method, String path, ResponseDefinitionBuilder answer) {
        Stubs.server().stubFor(request(method, urlEqualTo(full(path))).willReturn(answer));
        return this;
    }

    private String full(String path) {
        return "/neighbours/" + name + path;
    }

    private static ResponseDefinitionBuilder json(int status, Map<String, ?> body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(JSON.writeValueAsString(body));
    }
}
