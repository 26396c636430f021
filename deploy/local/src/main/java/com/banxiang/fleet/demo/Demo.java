package com.banxiang.fleet.demo;

import static com.banxiang.fleet.journey.Elder.bloodPressure;

import com.banxiang.fleet.journey.Answer;
import com.banxiang.fleet.journey.Child;
import com.banxiang.fleet.journey.Cloud;
import com.banxiang.fleet.journey.Door;
import com.banxiang.fleet.journey.Elder;
import com.banxiang.fleet.journey.Eventually;
import com.banxiang.fleet.journey.Ledgers;
import com.banxiang.fleet.journey.LiveInbox;
import com.banxiang.fleet.journey.LiveInbox.Frame;
import com.banxiang.fleet.journey.Operator;
import com.banxiang.fleet.journey.Sandbox;
import com.banxiang.fleet.journey.WrongAnswer;
import com.banxiang.fleet.process.Running;
import com.banxiang.fleet.state.Home;
import com.banxiang.fleet.state.Plan;
import com.banxiang.fleet.state.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Plays the main job: a dangerous reading reaches the elder and the child, also while a service dies in the middle. */
public final class Demo {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AFTER_A_DEATH = Duration.ofSeconds(60);
    private static final String VICTIM = "notification-service";

    private final Home home;
    private final Door door;
    private final Sandbox sandbox;
    private final int offset;
    private final String superuserPassword;
    private final Narrator narrator = new Narrator();

    public Demo(Home home, String superuserPassword) {
        this.home = home;
        this.offset = Plan.read(home).offset();
        this.door = new Door(offset);
        this.sandbox = new Sandbox(offset);
        this.superuserPassword = superuserPassword;
    }

    /** 0 if everything went as promised, 1 at the first wrong answer. */
    public int run() {

        if (Running.find(home, VICTIM).isEmpty()) {
            throw new Refusal("the fleet is not up: ./fleet up");
        }

        try {
            var start = Instant.now();
            alertReachesBoth();
            alertSurvivesADeath();
            everyday();
            close(start);
            return 0;
        } catch (WrongAnswer wrong) {
            System.out.println("      ✗ " + wrong.getMessage());
            return 1;
        }
    }

    private void alertReachesBoth() {

        narrator.chapter("一、手环测到 168/104,老人和女儿马上知道");

        var elder = new Elder(door, sandbox);
        var child = new Child(door, sandbox);
        meet(elder, child, "王阿姨", "小芳", "daughter");

        try (var elders = elder.listen(null);
                var childs = child.listen(null)) {
            narrator.step("手环测到 168/104 mmHg,经签名的回调送达", () -> {
                var sent = System.nanoTime();
                measureDangerously(elder);
                var frame = expectAlert(elders, "老人的连接", PATIENCE);
                expectAlert(childs, "女儿的连接", PATIENCE);
                return "老人的手机在 %d 毫秒后响起,女儿的也响了".formatted((frame.atNanos() - sent) / 1_000_000);
            });
            narrator.step("女儿的列表里出现提醒,微信也收到消息", () -> {
                var alert = awaitAlert(child, "open");
                awaitOneWeChatMessage(child);
                return "收缩压 %s,程度 %s"
                        .formatted(
                                alert.path("value").asString(),
                                alert.path("severity").asString());
            });
            narrator.step("女儿点「知道了」,大家都看得到", () -> {
                var id = awaitAlert(child, "open").path("id").asString();
                child.acknowledge(id);
                expect(elders, "health_alert_acknowledged", "老人看到有人处理了");
                Eventually.holds("健康服务记下是谁处理的", PATIENCE, () -> isAcknowledgedForElder(elder, id));
                return "老人看到女儿已处理";
            });
        }
    }

    private void alertSurvivesADeath() {

        narrator.chapter("二、同样的事,但通知服务在半路上被杀死(kill -9)");

        var elder = new Elder(door, sandbox);
        var child = new Child(door, sandbox);
        meet(elder, child, "李叔叔", "小强", "son");
        var lastSeen = lastNotification(elder);

        narrator.step("杀死通知服务,随后手环测到 168/104", () -> {
            Running.find(home, VICTIM)
                    .orElseThrow(() -> new WrongAnswer(VICTIM + " is not running"))
                    .signal("KILL");
            measureDangerously(elder);
            return "读数已收下";
        });
        narrator.step("孩子的列表不受影响", () -> {
            awaitAlert(child, "open");
            return "提醒已在列表里";
        });
        narrator.step("通知服务自己回来,迟到的提醒补上,而且只说一次", () -> {
            Eventually.holds(
                    "通知服务恢复", AFTER_A_DEATH, () -> alertsOf(elder.get("/api/v1/notifications?limit=100")) == 1);
            try (var elders = elder.listen(lastSeen)) {
                expectAlert(elders, "重新连接的老人", PATIENCE);
            }
            Eventually.holds(
                    "孩子也收到", AFTER_A_DEATH, () -> alertsOf(child.get("/api/child/notifications?limit=100")) == 1);
            awaitOneWeChatMessage(child);
            return "老人 1 条,孩子 1 条,微信 1 条";
        });
    }

    private void everyday() {

        narrator.chapter("三、平常的日子:求助、惦记、手表、安睡,和告别");

        var elder = new Elder(door, sandbox);
        var child = new Child(door, sandbox);
        meet(elder, child, "张奶奶", "小梅", "daughter");
        new Everyday(narrator, door, new Cloud(sandbox), elder, child).play(firstAdmin());
    }

    private Operator.Login firstAdmin() {

        var admin = new Properties();
        try (var file = Files.newBufferedReader(home.secrets().resolve("admin"))) {
            admin.load(file);
        } catch (IOException missing) {
            throw new WrongAnswer("the first admin's password: " + missing);
        }

        return new Operator.Login(admin.getProperty("name"), admin.getProperty("password"));
    }

    private void meet(Elder elder, Child child, String elderName, String childName, String relationship) {

        narrator.step(elderName + "用短信验证码登录,填写资料,同意保存健康数据", () -> {
            elder.logIn().introduce(elderName).consentToHealthData();
            return "已登录";
        });
        narrator.step(childName + "用微信登录,用家庭码绑定" + elderName, () -> {
            child.logIn().introduce(childName).bind(elder.generateFamilyCode(), relationship);
            Eventually.holds(
                    "老人知道绑定了", PATIENCE, () -> elder.notifications().stream().anyMatch(it -> is(it, "family_linked")));
            return "已绑定";
        });
        narrator.step(elderName + "绑定手环,一周的读数送到,一切正常", () -> {
            elder.pairBand();
            elder.measure(aWeek());
            if (alertsOf(elder.get("/api/v1/notifications?limit=100")) != 0) {
                throw new WrongAnswer("a normal reading raised an alert");
            }
            return "14 次血压";
        });
    }

    private void close(Instant start) {

        try (var ledgers = new Ledgers(offset, superuserPassword)) {
            Eventually.holds("every outbox is empty", PATIENCE, () -> ledgers.unsent() == 0);
            if (ledgers.deadLetters() != 0) {
                throw new WrongAnswer("dead letters: " + ledgers.deadLetters());
            }
            narrator.summary();
            System.out.println("事件:");
            ledgers.eventsSince(start).forEach((topic, count) -> System.out.printf("  %6d  %s%n", count, topic));
            System.out.println("发件箱都已清空,没有死信。");
        }
    }

    private static List<Map<String, Object>> aWeek() {

        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        return IntStream.range(0, 14)
                .mapToObj(it -> bloodPressure(
                        122 + it % 7,
                        76 + it % 5,
                        now.minus(Duration.ofHours(12L * (14 - it))).toString()))
                .toList();
    }

    private static void measureDangerously(Elder elder) {

        var state = elder.measure(List.of(bloodPressure(168, 104, null)))
                .path(0)
                .path("state")
                .asString("");

        if (!state.equals("delivered")) {
            throw new WrongAnswer("the webhook: %s (expected: delivered)".formatted(state));
        }
    }

    private static Frame expectAlert(LiveInbox inbox, String whose, Duration patience) {
        return inbox.await(it -> it.type().equals("health_alert"), patience)
                .orElseThrow(() -> new WrongAnswer("%s: no alert within %d s".formatted(whose, patience.toSeconds())));
    }

    private static void expect(LiveInbox inbox, String type, String what) {
        Predicate<Frame> wanted = it -> it.type().equals(type);
        inbox.await(wanted, PATIENCE).orElseThrow(() -> new WrongAnswer(what + ": no " + type));
    }

    private static JsonNode awaitAlert(Child child, String status) {
        Eventually.holds(
                "the child's list shows one " + status + " alert",
                PATIENCE,
                () -> child.alerts().stream()
                                .filter(it -> it.path("status").asString().equals(status))
                                .count()
                        == 1);
        return child.alerts().getFirst();
    }

    private static void awaitOneWeChatMessage(Child child) {
        Eventually.holds(
                "a WeChat message reaches the child",
                PATIENCE,
                () -> !child.weChatMessages().isEmpty());
        if (child.weChatMessages().size() != 1) {
            throw new WrongAnswer("WeChat messages: %d (expected: 1)"
                    .formatted(child.weChatMessages().size()));
        }
    }

    private static boolean isAcknowledgedForElder(Elder elder, String alertId) {
        return elder.get("/api/v1/health/alerts")
                .data()
                .path("items")
                .valueStream()
                .anyMatch(it -> it.path("id").asString().equals(alertId)
                        && it.path("status").asString().equals("acknowledged"));
    }

    private static String lastNotification(Elder elder) {
        return elder.notifications().getFirst().path("id").asString();
    }

    private static long alertsOf(Answer notifications) {
        return notifications
                .data()
                .path("items")
                .valueStream()
                .filter(it -> is(it, "health_alert"))
                .count();
    }

    private static boolean is(JsonNode notification, String type) {
        return notification.path("type").asString().equals(type);
    }
}
