package com.banxiang.health.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Shipped;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The vector of the vendor's page. */
class HuaweiSignatureTests {

    private static final String OPEN_ID = "MDFAMTIzNDU2Nzg5_openid";
    private static final String TYPE = "SAMPLE_POINT_EVENT$UPDATE";
    private static final String TIME = "1767254400000";
    private static final String BASE64 = "w5VodR35V2tIMNENaETpeqA51vvIgDt/xmbmOvVwedY=";
    private static final String HEX = "c39568751df9576b4830d10d6844e97aa039d6fbc8803b7fc666e63af57079d6";

    private final HuaweiSignature signature = signature("EBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8=");

    @Test
    void isTakenInBase64AndInHex() {
        assertThat(signature.matches(OPEN_ID, TYPE, TIME, BASE64)).isTrue();
        assertThat(signature.matches(OPEN_ID, TYPE, TIME, HEX)).isTrue();
        assertThat(signature.matches(OPEN_ID, TYPE, TIME, HEX.toUpperCase(java.util.Locale.ROOT)))
                .isTrue();
    }

    @Test
    void coversEachOfTheThreeFields() {
        assertThat(signature.matches("x", TYPE, TIME, BASE64)).isFalse();
        assertThat(signature.matches(OPEN_ID, "x", TIME, BASE64)).isFalse();
        assertThat(signature.matches(OPEN_ID, TYPE, "1767254400001", BASE64)).isFalse();
        assertThat(signature.matches(OPEN_ID, TYPE, TIME, "")).isFalse();
    }

    @Test
    void isNeverRightWithoutAKey() {
        assertThat(signature("").matches(OPEN_ID, TYPE, TIME, BASE64)).isFalse();
    }

    @Test
    void shippedSettingsAreHuaweisOwnAddressesAndNobodysAccount() {

        var shipped = Shipped.settings("banxiang.devices.huawei", HuaweiSettings.class);

        assertThat(shipped.clientId()).isNull();
        assertThat(shipped.apiUrl()).isEqualTo(URI.create("https://health-api.cloud.huawei.com/healthkit/v2"));
        assertThat(shipped.response()).isEqualTo(Duration.ofSeconds(5));
        assertThat(shipped.least()).isEqualTo(20);
    }

    private static HuaweiSignature signature(String secret) {
        var nowhere = URI.create("http://127.0.0.1:9");
        return new HuaweiSignature(new HuaweiSettings(
                null, "", null, secret, nowhere, nowhere, nowhere, Duration.ZERO, Duration.ZERO, 1, 1, 1));
    }
}
