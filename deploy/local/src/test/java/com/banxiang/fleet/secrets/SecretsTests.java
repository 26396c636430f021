package com.banxiang.fleet.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.fleet.parts.Parts;
import com.banxiang.fleet.state.Home;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTests {

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void aNewFleet() {
        home = new Home(folder, folder.resolve("fleet"), folder).create();
    }

    @Test
    void staysTheSameForAsLongAsItsDataLives() throws IOException {

        var first = settings().write(Parts.named("user-service")).get(1);
        var before = Files.readString(first);
        var again = settings().write(Parts.named("user-service")).get(1);

        assertThat(Files.readString(again)).isEqualTo(before);
    }

    @Test
    void addsWhatANewerFleetNeedsToWhatIsThere() {

        var before = Secrets.of(home).key("first");

        Secrets.of(home).key("second");

        assertThat(Secrets.of(home).key("first")).isEqualTo(before);
    }

    @Test
    void isReadableByItsOwnerOnly() throws IOException {

        for (var part : Parts.applications().toList()) {
            settings().write(part);
        }

        assertThat(Files.getPosixFilePermissions(home.secrets()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (var files = Files.list(home.secrets())) {
            assertThat(files)
                    .hasSizeGreaterThan(6)
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void isDifferentInEveryFleet() {

        var other = new Home(folder, folder.resolve("other"), folder).create();

        assertThat(Secrets.of(home).key("key")).isNotEqualTo(Secrets.of(other).key("key"));
    }

    @Test
    void givesBothEndsOfACallTheSameKeyAndNobodyElse() throws IOException {

        var caller = read("child-service").getProperty("banxiang.neighbours.health-service.key");

        assertThat(caller).isNotBlank();
        assertThat(read("health-service").getProperty("banxiang.callers.child-service.key"))
                .isEqualTo(caller);
        assertThat(read("user-service").values()).doesNotContain(caller);
        assertThat(Base64.getDecoder().decode(caller)).hasSize(32);
    }

    @Test
    void signsTokensWithP256AndHasTheNextKeyReady() throws Exception {

        var secrets = read("user-service");

        for (var i = 0; i < 2; i++) {
            var encoded =
                    Base64.getDecoder().decode(secrets.getProperty("banxiang.signing.keys[" + i + "].private-key"));
            var key = (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            assertThat(key.getParams().getCurve().getField().getFieldSize()).isEqualTo(256);
        }
        assertThat(secrets.getProperty("banxiang.signing.keys[0].kid"))
                .isNotEqualTo(secrets.getProperty("banxiang.signing.keys[1].kid"));
    }

    @Test
    void tellsUserServiceAndAPersonTheSameFirstAdmin() throws IOException {

        var service = read("user-service");
        var admin = read(ApplicationSettings.firstAdmin(home));

        assertThat(admin.getProperty("name"))
                .isEqualTo("admin")
                .isEqualTo(service.getProperty("banxiang.operators.first-admin.name"));
        assertThat(admin.getProperty("password"))
                .hasSizeGreaterThanOrEqualTo(24)
                .isEqualTo(service.getProperty("banxiang.operators.first-admin.password"));
        assertThat(Files.getPosixFilePermissions(ApplicationSettings.firstAdmin(home)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(read("gateway").values()).doesNotContain(admin.getProperty("password"));
    }

    @Test
    void givesTheVendorsWhatTheirCustomersHave() throws IOException {

        var sandbox = read("sandbox");
        var notification = read("notification-service");

        assertThat(notification.getProperty("banxiang.sms.access-key-secret"))
                .isNotBlank()
                .isEqualTo(sandbox.getProperty("sandbox.sms.access-key-secret"));
        assertThat(notification.getProperty("banxiang.jpush.master-secret"))
                .hasSize(24)
                .isEqualTo(sandbox.getProperty("sandbox.jpush.master-secret"));
        assertThat(read("child-service").getProperty("banxiang.wechat.secret"))
                .isNotBlank()
                .isEqualTo(sandbox.getProperty("sandbox.wechat.secret"));
        assertThat(read("health-service").getProperty("banxiang.devices.band.secrets[0]"))
                .startsWith("whsec_")
                .isEqualTo(sandbox.getProperty("sandbox.band.secret"));
        for (var secret : new String[] {"client-id", "client-secret", "subscriber-secret"}) {
            assertThat(read("health-service").getProperty("banxiang.devices.huawei." + secret))
                    .isNotBlank()
                    .isEqualTo(sandbox.getProperty("sandbox.huawei." + secret));
        }
    }

    @Test
    void movesEveryAddressByTheOffset() throws IOException {

        var open = read(new ApplicationSettings(home, 1000, Secrets.of(home))
                .write(Parts.named("notification-service"))
                .getFirst());

        assertThat(open)
                .containsEntry("server.port", "9086")
                .containsEntry("banxiang.database.port", "16432")
                .containsEntry("banxiang.kafka.brokers", "127.0.0.1:20092")
                .containsEntry("banxiang.neighbours.user-service.url", "http://127.0.0.1:9081")
                .containsEntry("banxiang.sms.base-url", "http://127.0.0.1:9099/aliyun-sms")
                .containsEntry("banxiang.sms.sign-name", "伴享");
    }

    @Test
    void sendsABrowserBackToWhereHuaweiKnowsTheApp() throws IOException {

        var settings = new ApplicationSettings(home, 1000, Secrets.of(home));
        var health = read(settings.write(Parts.named("health-service")).getFirst());
        var sandbox = read(settings.write(Parts.named("sandbox")).getFirst());

        assertThat(health.getProperty("banxiang.devices.huawei.redirect-uri"))
                .isEqualTo("http://127.0.0.1:9080/api/v1/health/devices/callback/huawei")
                .isEqualTo(sandbox.getProperty("sandbox.huawei.redirect-uri"));
        assertThat(health)
                .containsEntry("banxiang.devices.huawei.api-url", "http://127.0.0.1:9099/huawei/healthkit/v2");
    }

    @Test
    void keepsPasswordsAndKeysOutOfTheOpenFile() throws IOException {
        for (var part : Parts.applications().toList()) {
            var files = settings().write(part);
            var secret = read(files.get(1)).values();
            assertThat(read(files.get(0)).values()).doesNotContainAnyElementsOf(secret);
        }
    }

    private Properties read(String part) throws IOException {
        return read(settings().write(Parts.named(part)).get(1));
    }

    /** As Spring reads it. */
    private static Properties read(Path file) throws IOException {
        var properties = new Properties();
        try (var in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1)) {
            properties.load(in);
        }
        return properties;
    }

    private ApplicationSettings settings() {
        return new ApplicationSettings(home, 0, Secrets.of(home));
    }
}
