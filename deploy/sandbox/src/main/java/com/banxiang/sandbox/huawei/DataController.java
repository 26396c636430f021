package com.banxiang.sandbox.huawei;

import com.banxiang.sandbox.huawei.Accounts.Leave;
import com.banxiang.sandbox.traffic.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an account's devices measured. Samples are asked for in milliseconds, nights in nanoseconds; the other way is refused. */
@RestController
@RequestMapping("/huawei/healthkit/v2")
final class DataController {

    private static final int MOST_TYPES = 20;
    private static final Duration LONGEST_SAMPLES = Duration.ofDays(30);
    private static final Duration LONGEST_NIGHTS = Duration.ofDays(31);
    private static final long LEAST_MILLIS = 1_000_000_000_000L;
    private static final long LEAST_NANOS = 1_000_000_000_000_000_000L;
    private static final long A_MILLI = 1_000_000L;

    private final HuaweiSettings settings;
    private final Accounts accounts;
    private final HuaweiTroubles troubles;
    private final JsonMapper json;

    DataController(HuaweiSettings settings, Accounts accounts, HuaweiTroubles troubles, JsonMapper json) {
        this.settings = settings;
        this.accounts = accounts;
        this.troubles = troubles;
        this.json = json;
    }

    @PostMapping("/sampleSet:polymerize")
    ResponseEntity<String> samples(@RequestAttribute(Received.NAME) Received call) {

        var leave = leave(call);
        var question = body(call);
        var types = typesIn(question, leave);
        var from = question.path("startTime").asLong(0);
        var to = question.path("endTime").asLong(0);
        expect(from >= LEAST_MILLIS && to < LEAST_MILLIS * 10 && from < to);
        expectTime(leave, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), LONGEST_SAMPLES);

        var answer = json.createObjectNode();
        var set = answer.putArray("group")
                .addObject()
                .put("startTime", from)
                .put("endTime", to)
                .putArray("sampleSet");
        for (var type : types) {
            var points = set.addObject().put("dataCollectorId", "sandbox").putArray("samplePoints");
            found(leave, type, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to))
                    .forEach(points::add);
        }
        return ok(answer);
    }

    @GetMapping("/healthRecords")
    ResponseEntity<String> records(
            @RequestAttribute(Received.NAME) Received call,
            @RequestParam(defaultValue = "0") long startTime,
            @RequestParam(defaultValue = "0") long endTime,
            @RequestParam(defaultValue = "") String dataType) {

        var leave = leave(call);
        var type =
                DataType.named(dataType).filter(it -> it == DataType.SLEEP).orElseThrow(HuaweiRefusal::invalidArgument);
        expectScope(leave, type);
        expect(startTime >= LEAST_NANOS && startTime < endTime);
        var from = Instant.ofEpochMilli(startTime / A_MILLI);
        var to = Instant.ofEpochMilli(endTime / A_MILLI);
        expectTime(leave, from, to, LONGEST_NIGHTS);

        var answer = json.createObjectNode();
        var records = answer.putArray("healthRecords");
        found(leave, type, from, to).forEach(records::add);
        return ok(answer);
    }

    @DeleteMapping("/consents/{appId}")
    ResponseEntity<String> giveBack(@RequestAttribute(Received.NAME) Received call, @PathVariable String appId) {

        var leave = leave(call);
        expect(appId.equals(settings.clientId()));
        accounts.revoke(leave.openId());
        return ok(json.createObjectNode());
    }

    @ExceptionHandler
    ResponseEntity<String> refused(HuaweiRefusal refusal) {
        return troubles.answer(refusal);
    }

    private Leave leave(Received call) {
        return call.header("authorization")
                .filter(it -> it.startsWith("Bearer "))
                .flatMap(it -> accounts.access(it.substring("Bearer ".length())))
                .orElseThrow(() -> HuaweiRefusal.data(401, 401, "Invalid Credentials"));
    }

    private JsonNode body(Received call) {
        try {
            return json.readTree(call.body());
        } catch (JacksonException unreadable) {
            throw HuaweiRefusal.invalidArgument();
        }
    }

    private static List<DataType> typesIn(JsonNode question, Leave leave) {

        var types = new ArrayList<DataType>();
        for (var wanted : question.path("polymerizeWith")) {
            var type = DataType.named(wanted.path("dataTypeName").asString(""))
                    .filter(it -> it != DataType.SLEEP)
                    .orElseThrow(HuaweiRefusal::invalidArgument);
            expectScope(leave, type);
            types.add(type);
        }
        expect(!types.isEmpty() && types.size() <= MOST_TYPES && !question.has("groupByTime"));
        return types;
    }

    private List<JsonNode> found(Leave leave, DataType type, Instant from, Instant to) {
        return accounts.pointsOf(leave.openId()).stream()
                .filter(it ->
                        it.type() == type && it.isWithin(from, to) && !it.end().isBefore(leave.since()))
                .map(Point::json)
                .toList();
    }

    private static void expectScope(Leave leave, DataType type) {
        if (!leave.scopes().contains(type.scope())) {
            throw HuaweiRefusal.data(
                    403, 403, "Insufficient Permission: Request had insufficient authentication scopes.");
        }
    }

    private static void expectTime(Leave leave, Instant from, Instant to, Duration longest) {

        expect(Duration.between(from, to).compareTo(longest) <= 0);
        if (from.isBefore(leave.since().minusMillis(1))) {
            throw HuaweiRefusal.data(403, 403, "The query time is out of range.");
        }
    }

    private static void expect(boolean fulfilled) {
        if (!fulfilled) {
            throw HuaweiRefusal.invalidArgument();
        }
    }

    private ResponseEntity<String> ok(ObjectNode answer) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("x-health-app-privacy", "1")
                .body(json.writeValueAsString(answer));
    }
}
