package com.banxiang.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.Vendor;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.ScenarioMappingBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everybody outside the service: neighbours who know people, and vendors who take messages. */
public final class Outside {

    public static final String SMS = "/vendors/aliyun-sms/";
    public static final String WECHAT_SEND = "/vendors/wechat/cgi-bin/message/subscribe/send";
    public static final String WECHAT_TOKEN = "/vendors/wechat/cgi-bin/stable_token";
    public static final String PUSH = "/vendors/jpush/push/v3/push";
    public static final String CIDS = "/vendors/jpush/push/v3/push/cid";
    public static final String ROBOTS = "/vendors/robots/robot/send";
    public static final String REVOKED = "/neighbours/user-service/internal/sessions/revoked";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Every vendor takes everything, nobody is logged out, and every bond that is asked about lives. */
    public static void isWell() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        Awaitility.setDefaultPollInterval(Duration.ofMillis(50));
        answer(SMS, json("{\"Code\":\"OK\",\"Message\":\"OK\",\"RequestId\":\"r\",\"BizId\":\"9006^0\"}"));
        answer(WECHAT_TOKEN, json("{\"access_token\":\"TEST_TOKEN_1\",\"expires_in\":7200}"));
        answer(WECHAT_SEND, json("{\"errcode\":0,\"errmsg\":\"ok\"}"));
        Vendor.server().stubFor(get(urlPathEqualTo(CIDS)).willReturn(json(cids())));
        answer(PUSH, json("{\"sendno\":\"1\",\"msg_id\":\"18100287000000001\"}"));
        Vendor.server()
                .stubFor(post(urlPathMatching("/vendors/jpush/device/v3/devices/.+"))
                        .willReturn(json("{}")));
        answer(ROBOTS, json("{\"errcode\":0,\"errmsg\":\"ok\"}"));
        revoked();
        Vendor.server()
                .stubFor(get(urlPathMatching("/neighbours/child-service/internal/bonds/.+"))
                        .atPriority(10)
                        .willReturn(envelope(Map.of("linkId", UUID.randomUUID(), "version", 1))));
    }

    private static String cids() {
        return IntStream.range(0, 10)
                .mapToObj(_ -> "\"0123456789abcdef01234567-%s\"".formatted(UUID.randomUUID()))
                .collect(Collectors.joining(",", "{\"cidlist\":[", "]}"));
    }

    public static void answer(String path, ResponseDefinitionBuilder answer) {
        Vendor.server().stubFor(any(urlPathEqualTo(path)).willReturn(answer));
    }

    /** Only who says this is answered so: what another test left on its way must not take the first answer. */
    public static void answer(
            String path, String saying, ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {

        Vendor.server().stubFor(saying(path, saying, Scenario.STARTED).willReturn(first));
        Vendor.server().stubFor(saying(path, saying, "answered").willReturn(then));
    }

    private static ScenarioMappingBuilder saying(String path, String saying, String state) {
        return any(urlPathEqualTo(path))
                .andMatching(it -> MatchResult.of(says(it, saying)))
                .inScenario(path + saying)
                .whenScenarioStateIs(state)
                .willSetStateTo("answered");
    }

    private static boolean says(Request request, String saying) {
        return request.getUrl().contains(saying) || request.getBodyAsString().contains(saying);
    }

    public static ResponseDefinitionBuilder json(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "text/plain;charset=UTF-8")
                .withBody(body);
    }

    public static ResponseDefinitionBuilder wechatSays(int errcode) {
        return json("{\"errcode\":%d,\"errmsg\":\"rid: 1\"}".formatted(errcode));
    }

    public static ResponseDefinitionBuilder aliyunSays(String code) {
        return json("{\"Code\":\"%s\",\"Message\":\"no\",\"RequestId\":\"r\"}".formatted(code));
    }

    /** What a vendor was asked, by something its address or body says. */
    public static List<LoggedRequest> askedOf(String path, String saying) {
        return Vendor.server().findAll(anyRequestedFor(urlPathEqualTo(path))).stream()
                .filter(it -> says(it, saying))
                .toList();
    }

    public static JsonNode body(LoggedRequest request) {
        return JSON.readTree(request.getBodyAsString());
    }

    public static void revoked(UUID... sessions) {
        var now = Instant.now();
        revokedSince(_ -> true, now, now.plusMillis(1), sessions);
    }

    /**
     * What user-service says who asks for what was revoked since then.
     *
     * @param until as it says itself; the time of the last one if there are more
     */
    public static void revokedSince(Predicate<Instant> since, Instant at, Instant until, UUID... sessions) {
        var items = Arrays.stream(sessions)
                .map(it -> Map.of("sid", it.toString(), "at", at.toString()))
                .toList();
        Vendor.server()
                .stubFor(get(urlPathEqualTo(REVOKED))
                        .andMatching(it -> MatchResult.of(since.test(
                                Instant.parse(it.queryParameter("since").firstValue()))))
                        .willReturn(envelope(Map.of("items", items, "now", until.toString()))));
    }

    private static ResponseDefinitionBuilder envelope(Map<String, ?> data) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody(JSON.writeValueAsString(Map.of(
                        "success",
                        true,
                        "code",
                        200,
                        "message",
                        "操作成功",
                        "data",
                        data,
                        "timestamp",
                        1,
                        "requestId",
                        "r")));
    }

    /** Somebody of an elder's family, as child-service knows them. */
    public record Child(
            UUID id, @Nullable String openid, @Nullable String alertPhone, boolean enabled, List<String> scopes) {

        public static Child of(UUID id) {
            return new Child(id, "openid-" + id, null, true, List.of("health", "activities", "pay"));
        }

        public Child phone(String phone) {
            return new Child(id, openid, phone, enabled, scopes);
        }

        public Child silenced() {
            return new Child(id, openid, alertPhone, false, scopes);
        }

        public Child withoutHealth() {
            return new Child(id, openid, alertPhone, enabled, List.of("activities"));
        }

        private Map<String, Object> contact() {
            var contact = new LinkedHashMap<String, Object>();
            contact.put("childId", id);
            contact.put("nickname", "小红花");
            contact.put("relationship", "daughter");
            contact.put("notificationEnabled", enabled);
            contact.put("scopes", scopes);
            if (openid != null) {
                contact.put("openid", openid);
            }
            if (alertPhone != null) {
                contact.put("alertPhone", alertPhone);
            }
            return contact;
        }
    }

    public static void familyOf(UUID elder, Child... children) {
        NeighbourStub.of("child-service")
                .answers(
                        "GET",
                        contactsPath(elder),
                        Map.of(
                                "items",
                                Arrays.stream(children).map(Child::contact).toList()));
    }

    public static String contactsPath(UUID elder) {
        return "/internal/parents/%s/contacts".formatted(elder);
    }

    public static String bondPath(UUID child, UUID elder) {
        return "/internal/bonds/%s/%s".formatted(child, elder);
    }

    /** @param emergencyPhone null if the elder named nobody */
    public static void elder(UUID elder, @Nullable String emergencyPhone) {

        var contact = new LinkedHashMap<String, Object>();
        contact.put("nickname", "李奶奶");
        contact.put("surname", "李");
        contact.put("gender", "female");
        contact.put("phone", "13900139000");
        if (emergencyPhone != null) {
            contact.put("emergencyContact", Map.of("name", "王建国", "phone", emergencyPhone));
        }
        NeighbourStub.of("user-service").answers("GET", "/internal/users/%s/contacts".formatted(elder), contact);
    }

    private static int phones;

    /** Nobody else uses it in this run. */
    public static synchronized String newPhone() {
        return "138%08d".formatted(++phones);
    }

    private Outside() {}
}
