package com.banxiang.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The vendor's own example, and one with every character that is easily encoded wrongly. */
class Acs3Tests {

    @Test
    void signsAShortMessage() {

        var query = Acs3.canonicalQuery(new TreeMap<>(Map.of(
                "PhoneNumbers", "13800000000",
                "SignName", "银龄陪伴",
                "TemplateCode", "SMS_100000001",
                "TemplateParam", "{\"code\":\"135790\"}",
                "OutId", "otp:42*~ +")));

        assertThat(query)
                .isEqualTo("OutId=otp%3A42%2A~%20%2B&PhoneNumbers=13800000000"
                        + "&SignName=%E9%93%B6%E9%BE%84%E9%99%AA%E4%BC%B4&TemplateCode=SMS_100000001"
                        + "&TemplateParam=%7B%22code%22%3A%22135790%22%7D");
        assertThat(authorization(
                        query,
                        "dysmsapi.aliyuncs.com",
                        "SendSms",
                        "2017-05-25",
                        "2026-01-01T04:00:00Z",
                        "0123456789abcdef0123456789abcdef",
                        "testAccessKeyId",
                        "testAccessKeySecret"))
                .isEqualTo("ACS3-HMAC-SHA256 Credential=testAccessKeyId,"
                               + "SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
                               + "Signature=b6909900e2b66fd94b1028b5a0ba3b9298fe3cb3d06e955f31b8d2b332ef04e9");
    }

    @Test
    void signsTheVendorsExample() {

        var query = Acs3.canonicalQuery(new TreeMap<>(
                Map.of("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", "RegionId", "cn-shanghai")));

        assertThat(authorization(
                        query,
                        "ecs.cn-shanghai.aliyuncs.com",
                        "RunInstances",
                        "2014-05-26",
                        "2023-10-26T10:22:32Z",
                        "3156853299f313e23d1673dc12e1703d",
                        "YourAccessKeyId",
                        "YourAccessKeySecret"))
                .endsWith("Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    }

    private static String authorization(
            String query,
            String host,
            String action,
            String version,
            String date,
            String nonce,
            String keyId,
            String secret) {

        var headers = new TreeMap<>(Map.of(
                "host", host,
                "x-acs-action", action,
                "x-acs-version", version,
                "x-acs-date", date,
                "x-acs-signature-nonce", nonce,
                "x-acs-content-sha256", Acs3.EMPTY_BODY));
        return Acs3.authorization("POST", "/", query, headers, Acs3.EMPTY_BODY, keyId, secret);
    }
}
