package com.banxiang.fleet.journey;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A daughter or son far away, with the mini-program. */
public final class Child {

    private final Door door;
    private final Sandbox sandbox;
    private final String openid = "o" + Elder.digits(24);
    private final String address;
    private String token = "";
    private String id = "";

    public Child(Door door, Sandbox sandbox) {
        this.door = door;
        this.sandbox = sandbox;
        this.address = "11." + Elder.digits(2).replaceFirst("^0+(?=.)", "") + ".7."
                + Elder.digits(2).replaceFirst("^0+(?=.)", "");
    }

    /** Through WeChat. */
    public Child logIn() {

        var code = "code-" + Elder.digits(16);
        sandbox.openWeChatSession(code, openid);
        var answer = door.call("POST", "/api/child/auth/wx-login", null, address, Map.of("code", code))
                .expect(200, "wx-login");
        token = answer.data().path("token").asString();
        id = answer.data().path("user").path("id").asString();

        return this;
    }

    public Child introduce(String nickname) {
        door.call("PUT", "/api/child/me", token, address, Map.of("nickname", nickname))
                .expect(200, "me");
        return this;
    }

    public Child bind(String familyCode, String relationship) {
        door.call(
                        "POST",
                        "/api/child/bind",
                        token,
                        address,
                        Map.of("inviteCode", familyCode, "relationship", relationship))
                .expect(201, "bind");
        return this;
    }

    /** Newest first. */
    public List<JsonNode> alerts() {
        return get("/api/child/alerts")
                .expect(200, "alerts")
                .data()
                .path("items")
                .valueStream()
                .toList();
    }

    public Answer acknowledge(String alertId) {
        return door.call("PUT", "/api/child/alerts/%s/ack".formatted(alertId), token, address, null)
                .expect(200, "acknowledge");
    }

    public LiveInbox listen(@Nullable String lastEventId) {
        var query = lastEventId == null ? "" : "?lastEventId=" + lastEventId;
        return LiveInbox.open(door, "/api/child/ws/notifications" + query, token, address);
    }

    public List<JsonNode> notifications() {
        return get("/api/child/notifications?limit=100")
                .expect(200, "notifications")
                .data()
                .path("items")
                .valueStream()
                .toList();
    }

    public List<JsonNode> weChatMessages() {
        return sandbox.weChatMessagesTo(openid);
    }

    public String id() {
        return id;
    }

    public String openid() {
        return openid;
    }

    public Answer get(String path) {
        return door.call("GET", path, token, address, null);
    }
}
