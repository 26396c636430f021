package com.banxiang.fleet.journey;

import java.util.Map;

/** Somebody who runs the platform. */
public final class Operator {

    private static final String ADDRESS = "12.0.0.1";

    /** What is typed in. */
    public record Login(String name, String password) {}

    private final Door door;
    private String token = "";

    public Operator(Door door) {
        this.door = door;
    }

    public Operator logIn(Login login) {
        token = door.call(
                        "POST",
                        "/api/v1/admin/auth/login",
                        null,
                        ADDRESS,
                        Map.of("username", login.name(), "password", login.password()))
                .expect(200, "operator login")
                .data()
                .path("token")
                .asString();
        return this;
    }

    public Answer get(String path) {
        return door.call("GET", path, token, ADDRESS, null);
    }
}
