package com.banxiang.fleet.demo;

import com.banxiang.fleet.journey.Child;
import com.banxiang.fleet.journey.Cloud;
import com.banxiang.fleet.journey.Door;
import com.banxiang.fleet.journey.Elder;
import com.banxiang.fleet.journey.Eventually;
import com.banxiang.fleet.journey.Operator;
import com.banxiang.fleet.journey.WrongAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What happens on an ordinary day: a call for help, a look from far away, a watch, a quiet night, and in the end a farewell. */
final class Everyday {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** While a cloud is being asked, or was a moment ago, who asks again waits for the next minute. */
    private static final Duration NEXT_PULL = Duration.ofSeconds(90);

    private final Narrator narrator;
    private final Door door;
    private final Cloud huawei;
    private final Elder elder;
    private final Child child;
    private String watch = "";
    private String account = "";

    /** @param elder who wears a band and is bound to the child */
    Everyday(Narrator narrator, Door door, Cloud huawei, Elder elder, Child child) {
        this.narrator = narrator;
        this.door = door;
        this.huawei = huawei;
        this.elder = elder;
        this.child = child;
    }

    void play(Operator.Login admin) {

        narrator.step("老人按下手环的求助键", this::callForHelp);
        narrator.step("老人关联华为账号", this::linkWatch);
        narrator.step("女儿打开总览,看一个月的趋势", this::lookFromAfar);
        narrator.step("老人设好夜里免打扰", this::sleepWell);
        narrator.step("手表测到心率,老人点同步,从云端取回", this::fetchFromTheCloud);
        narrator.step("管理员登录,查看谁读过老人的数据", () -> lookAtTheTrail(admin));
        narrator.step("老人带走自己的全部资料,然后注销", this::leave);
    }

    private String callForHelp() {

        elder.measure(List.of(Map.of("metric", "sos")));
        var alert = Eventually.get("女儿收到求助", PATIENCE, () -> openAlert("sos"));
        child.acknowledge(alert.path("id").asString());

        return "女儿看到「%s」,已确认".formatted(alert.path("message").asString());
    }

    private JsonNode openAlert(String type) {
        return child.alerts().stream()
                .filter(it -> it.path("type").asString().equals(type))
                .findFirst()
                .orElseThrow(() -> new WrongAnswer("no alert " + type));
    }

    private String lookFromAfar() {

        var overview = child.get("/api/child/parents/%s/overview".formatted(elder.id()))
                .expect(200, "overview")
                .data();
        var trend = child.get(
                        "/api/child/parents/%s/health/trends?type=blood_pressure&period=30d".formatted(elder.id()))
                .expect(200, "trends")
                .data();

        return "未处理提醒 %d 条;血压平均 %s,趋势 %s"
                .formatted(
                        overview.path("alerts").path("unacknowledged").asInt(-1),
                        trend.path("statistics").path("average").asString(),
                        trend.path("trend").asString());
    }

    private String linkWatch() {

        var link =
                elder.post("/api/v1/health/devices", Map.of("brand", "huawei")).expect(201, "link huawei");
        watch = link.data().path("id").asString();
        account = huawei.agree(link.data().path("authorizeUrl").asString());

        return "已授权";
    }

    private String fetchFromTheCloud() {

        huawei.measure(account, List.of(Map.of("metric", "heart_rate", "value", 68)));
        elder.post("/api/v1/health/devices/%s/sync".formatted(watch), Map.of()).expect(200, "sync");
        Eventually.holds(
                "手表的心率到了",
                NEXT_PULL,
                () -> elder.get("/api/v1/health/records?type=heart_rate")
                        .data()
                        .path("items")
                        .valueStream()
                        .anyMatch(it -> it.path("value").asInt() == 68));

        return "心率 68";
    }

    private String sleepWell() {

        var hours = elder.put(
                        "/api/v1/notifications/preferences",
                        Map.of("quietHours", Map.of("from", "21:30", "to", "06:30", "enabled", true)))
                .expect(200, "preferences")
                .data()
                .path("quietHours");

        return "%s 到 %s 只有紧急提醒会响"
                .formatted(hours.path("from").asString(), hours.path("to").asString());
    }

    private String lookAtTheTrail(Operator.Login login) {

        var admin = new Operator(door).logIn(login);
        var reads = Eventually.get("审计记录到齐", PATIENCE, () -> readsOf(admin));

        return "最近的记录:" + reads;
    }

    private String readsOf(Operator admin) {

        var rows = admin.get("/api/v1/admin/audit-logs?whose=" + elder.id())
                .expect(200, "audit-logs")
                .data()
                .path("items");
        if (rows.isEmpty()) {
            throw new WrongAnswer("no audit row");
        }

        return rows.valueStream()
                .map(it -> it.path("what").asString())
                .distinct()
                .limit(3)
                .collect(Collectors.joining("、"));
    }

    private String leave() {

        var parts = elder.get("/api/v1/users/me/export").expect(200, "export").data();
        if (!parts.path("unavailable").isEmpty()) {
            throw new WrongAnswer("export: unavailable " + parts.path("unavailable"));
        }
        elder.erase();
        Eventually.holds(
                "女儿的列表里不再有这位老人",
                PATIENCE,
                () -> child.get("/api/child/parents").data().path("items").isEmpty());

        return "资料已导出,账号已注销,女儿的列表已清空";
    }
}
