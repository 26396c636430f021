package com.banxiang.fleet.secrets;

import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.parts.Parts;
import com.banxiang.fleet.state.Home;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each application is told when it starts: where it and the others listen, in {@code run/}, and its keys and passwords,
 * in {@code secrets/}. An application learns the keys of the calls it makes or answers, and no others.
 */
public final class ApplicationSettings {

    private static final String HOST = "127.0.0.1";
    private static final String FIRST_ADMIN = "admin";

    private final Home home;
    private final int offset;
    private final Secrets secrets;

    public ApplicationSettings(Home home, int offset, Secrets secrets) {
        this.home = home;
        this.offset = offset;
        this.secrets = secrets;
    }

    /** Writes both files and answers where they are, in the order in which they are to be read. */
    public List<Path> write(Part part) {

        var open = home.run().resolve(part.name() + ".properties");
        var secret = home.secrets().resolve(part.name() + ".properties");
        Home.write(open, PropertiesText.of(open(part)));
        Home.write(secret, PropertiesText.of(secret(part)));
        if (part.name().equals("user-service")) {
            Home.write(
                    firstAdmin(home),
                    PropertiesText.of(new TreeMap<>(Map.of("name", FIRST_ADMIN, "password", firstAdminPassword()))));
        }

        return List.of(open, secret);
    }

    /** Where a person reads how to sign in as the first operator, who makes the others. */
    public static Path firstAdmin(Home home) {
        return home.secrets().resolve("admin");
    }

    public String databasePassword(Part part) {
        return secrets.password("database." + part.schema());
    }

    /** Of the server itself; no service knows it. */
    public String superuserPassword() {
        return secrets.password("database.postgres");
    }

    Map<String, String> open(Part part) {

        var values = new TreeMap<String, String>();
        values.put("server.address", HOST);
        values.put("server.port", port(part.name()));
        part.secondPort().ifPresent(port -> {
            values.put("management.server.address", HOST);
            values.put("management.server.port", Integer.toString(port + offset));
        });
        values.put("banxiang.service.name", part.name());
        values.put("banxiang.tokens.jwks-uri", url("user-service") + "/.well-known/jwks.json");
        values.put("banxiang.kafka.brokers", HOST + ":" + port("kafka"));
        Parts.applications()
                .filter(other -> part.calls().contains(other.name()) || isDoor(part) && other.ownsSchema())
                .forEach(other -> values.put("banxiang.neighbours." + other.name() + ".url", url(other.name())));
        if (part.ownsSchema()) {
            values.put("banxiang.database.host", HOST);
            values.put("banxiang.database.port", port("postgres"));
            values.put("banxiang.database.name", "banxiang");
            values.put("banxiang.database.user", part.schema());
        }
        switch (part.name()) {
            case "gateway" -> {
                values.put("banxiang.gateway.documents.enabled", "true");
                values.put("banxiang.redis.host", HOST);
                values.put("banxiang.redis.port", port("redis"));
            }
            case "child-service" -> values.put("banxiang.wechat.base-url", url("sandbox") + "/wechat");
            case "health-service" -> {
                values.put("banxiang.devices.huawei.redirect-uri", huaweiCallback());
                values.put("banxiang.devices.huawei.authorize-url", url("sandbox") + "/huawei/oauth2/v3/authorize");
                values.put("banxiang.devices.huawei.token-url", url("sandbox") + "/huawei/oauth2/v3/token");
                values.put("banxiang.devices.huawei.api-url", url("sandbox") + "/huawei/healthkit/v2");
            }
            case "notification-service" -> {
                values.put("banxiang.wechat.base-url", url("sandbox") + "/wechat");
                values.put("banxiang.sms.base-url", url("sandbox") + "/aliyun-sms");
                values.put("banxiang.sms.sign-name", "伴享");
                values.put("banxiang.jpush.base-url", url("sandbox") + "/jpush/push");
                values.put("banxiang.jpush.device-url", url("sandbox") + "/jpush/device");
                values.put("banxiang.jpush.report-url", url("sandbox") + "/jpush/report");
                values.put("banxiang.robots.url", url("sandbox") + "/robots");
            }
            case "sandbox" -> {
                values.put("sandbox.band.webhook-url", url("gateway") + "/api/v1/webhooks/devices/band");
                values.put("sandbox.huawei.redirect-uri", huaweiCallback());
                values.put("sandbox.huawei.webhook-url", url("gateway") + "/api/v1/webhooks/devices/huawei");
                // A band repeats what was not taken after 5 s to 6 h; whoever tries a fault here won't wait that long.
                values.put("sandbox.band.pauses", "1s,2s,4s,8s,15s,30s,60s,60s");
            }
            default -> {}
        }

        return values;
    }

    Map<String, String> secret(Part part) {

        var values = new TreeMap<String, String>();
        part.calls()
                .forEach(callee -> values.put("banxiang.neighbours." + callee + ".key", pairKey(part.name(), callee)));
        Parts.applications()
                .filter(other -> other.calls().contains(part.name()))
                .forEach(caller ->
                        values.put("banxiang.callers." + caller.name() + ".key", pairKey(caller.name(), part.name())));
        if (part.ownsSchema()) {
            values.put("banxiang.database.password", databasePassword(part));
            values.put("banxiang.encryption.current", "local1");
            values.put("banxiang.encryption.keys.local1", secrets.key("encryption." + part.name() + ".local1"));
            values.put("banxiang.encryption.index-key", secrets.key("encryption." + part.name() + ".index"));
        }
        switch (part.name()) {
            case "user-service" -> {
                for (var i = 0; i < 2; i++) {
                    var kid = "local" + (i + 1);
                    values.put("banxiang.signing.keys[" + i + "].kid", kid);
                    values.put("banxiang.signing.keys[" + i + "].private-key", secrets.signingKey("signing." + kid));
                }
                values.put("banxiang.signing.refresh-key", secrets.key("signing.refresh"));
                values.put("banxiang.operators.first-admin.name", FIRST_ADMIN);
                values.put("banxiang.operators.first-admin.password", firstAdminPassword());
            }
            case "health-service" -> {
                values.put("banxiang.devices.band.secrets[0]", secrets.webhookKey("vendor.band"));
                huawei("banxiang.devices.huawei", values);
            }
            case "child-service" -> wechat("banxiang.wechat", values);
            case "notification-service" -> {
                wechat("banxiang.wechat", values);
                sms("banxiang.sms", values);
                jpush("banxiang.jpush", values);
            }
            case "sandbox" -> {
                wechat("sandbox.wechat", values);
                sms("sandbox.sms", values);
                jpush("sandbox.jpush", values);
                values.put("sandbox.band.secret", secrets.webhookKey("vendor.band"));
                huawei("sandbox.huawei", values);
            }
            default -> {}
        }

        return values;
    }

    private String firstAdminPassword() {
        return secrets.password("operators.first-admin");
    }

    private void wechat(String prefix, Map<String, String> values) {
        values.put(prefix + ".app-id", "wx0000000000000001");
        values.put(prefix + ".secret", secrets.hex("vendor.wechat.secret", 32));
    }

    private void sms(String prefix, Map<String, String> values) {
        values.put(prefix + ".access-key-id", secrets.hex("vendor.sms.access-key-id", 24));
        values.put(prefix + ".access-key-secret", secrets.hex("vendor.sms.access-key-secret", 30));
    }

    private void huawei(String prefix, Map<String, String> values) {
        values.put(prefix + ".client-id", "100000001");
        values.put(prefix + ".client-secret", secrets.hex("vendor.huawei.client-secret", 64));
        values.put(prefix + ".subscriber-secret", secrets.key("vendor.huawei.subscriber"));
    }

    /** Where Huawei's page sends a browser back to: through the door. */
    private String huaweiCallback() {
        return url("gateway") + "/api/v1/health/devices/callback/huawei";
    }

    private void jpush(String prefix, Map<String, String> values) {
        values.put(prefix + ".app-key", secrets.hex("vendor.jpush.app-key", 24));
        values.put(prefix + ".master-secret", secrets.hex("vendor.jpush.master-secret", 24));
    }

    /** The gateway routes to every service; all others know only whom they call. */
    private static boolean isDoor(Part part) {
        return part.name().equals("gateway");
    }

    private String pairKey(String caller, String callee) {
        return secrets.key("pair." + caller + "." + callee);
    }

    private String url(String part) {
        return "http://" + HOST + ":" + port(part);
    }

    private String port(String part) {
        return Integer.toString(Parts.named(part).port() + offset);
    }
}
