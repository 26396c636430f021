package com.banxiang.sandbox.aliyunsms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class Acs3Tests {

    static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    static final String QUERY = "OutId=otp%3A42%2A~%20%2B&PhoneNumbers=13800000000"
            + "&SignName=%E9%93%B6%E9%BE%84%E9%99%AA%E4%BC%B4&TemplateCode=SMS_100000001"
            + "&TemplateParam=%7B%22code%22%3A%22135790%22%7D";

    @Test
    void signsAMessageLikeTheReference() {

        var request = Acs3.canonicalRequest("POST", "/", QUERY, messageHeaders(), NOTHING);

        assertThat(sha256(request)).isEqualTo("cd704c80ec29d54e243b86462cdfde4403dbc1a1136f4f616cfba56fb9f7bedf");
        assertThat(Acs3.signature("testAccessKeySecret", request))
                .isEqualTo("b6909900e2b66fd94b1028b5a0ba3b9298fe3cb3d06e955f31b8d2b332ef04e9");
    }

    @Test
    void signsLikeTheVendorsPublishedExample() {

        var headers = new TreeMap<>(Map.of(
                "host", "ecs.cn-shanghai.aliyuncs.com",
                "x-acs-action", "RunInstances",
                "x-acs-content-sha256", NOTHING,
                "x-acs-date", "2023-10-26T10:22:32Z",
                "x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d",
                "x-acs-version", "2014-05-26"));
        var query = "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai";
        var request = Acs3.canonicalRequest("POST", "/", query, headers, NOTHING);

        assertThat(sha256(request)).isEqualTo("7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259");
        assertThat(Acs3.signature("YourAccessKeySecret", request))
                .isEqualTo("06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    }

    @Test
    void anEmptyPathIsTheRoot() {
        assertThat(Acs3.canonicalRequest("POST", "", QUERY, messageHeaders(), NOTHING))
                .isEqualTo(Acs3.canonicalRequest("POST", "/", QUERY, messageHeaders(), NOTHING));
    }

    @Test
    void theOrderOfParametersOnTheWireDoesNotMatter() {
        assertThat(Acs3.canonicalRequest("POST", "/", "b=2&a=1", messageHeaders(), NOTHING))
                .isEqualTo(Acs3.canonicalRequest("POST", "/", "a=1&b=2", messageHeaders(), NOTHING));
    }

    private static TreeMap<String, String> messageHeaders() {

        return new TreeMap<>(Map.of(
                "host", "dysmsapi.aliyuncs.com",
                "x-acs-action", "SendSms",
                "x-acs-content-sha256", NOTHING,
                "x-acs-date", "2026-01-01T04:00:00Z",
                "x-acs-signature-nonce", "0123456789abcdef0123456789abcdef",
                "x-acs-version", "2017-05-25"));
    }

    private static String sha256(String text) {
        return Acs3.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
