package com.banxiang.sandbox.jpush;

import static com.banxiang.sandbox.jpush.JPushError.INVALID;
import static com.banxiang.sandbox.jpush.JPushError.MISSING;

import com.banxiang.sandbox.traffic.Received;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
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

/** The device host: who is reached by which alias. */
@RestController
@RequestMapping("/jpush/device")
final class DeviceController {

    static final String REGISTRATION_ID = "[0-9A-Za-z_-]{1,64}";

    private static final int LONGEST_ALIAS_BYTES = 40;
    private static final int MOST_LISTED = 10;

    private final Admission admission;
    private final Devices devices;
    private final JPushAnswers answers;
    private final JsonMapper json;

    DeviceController(Admission admission, Devices devices, JPushAnswers answers, JsonMapper json) {
        this.admission = admission;
        this.devices = devices;
        this.answers = answers;
        this.json = json;
    }

    @GetMapping("/v3/devices/{registrationId}")
    ResponseEntity<String> get(@RequestAttribute(Received.NAME) Received call, @PathVariable String registrationId) {

        admission.check(call);
        var device = devices.find(registrationId).orElseThrow(() -> invalid("registration_id"));
        var body = new LinkedHashMap<String, Object>();
        body.put("tags", new TreeSet<>(device.tags()));
        body.put("alias", device.alias());
        body.put("mobile", device.mobile());
        return answers.ok(body);
    }

    @PostMapping("/v3/devices/{registrationId}")
    ResponseEntity<Void> change(@RequestAttribute(Received.NAME) Received call, @PathVariable String registrationId) {

        admission.check(call);
        if (!registrationId.matches(REGISTRATION_ID)) {
            throw invalid("registration_id");
        }
        var body = body(call);
        devices.change(registrationId, device -> changed(device, body));
        return ResponseEntity.ok().build();
    }

    @GetMapping("/v3/aliases/{alias}")
    ResponseEntity<String> ofAlias(
            @RequestAttribute(Received.NAME) Received call,
            @PathVariable String alias,
            @RequestParam(defaultValue = "") String platform) {

        admission.check(call);
        var ids = devices.all(it -> it.alias().equals(alias) && on(platform).test(it)).stream()
                .map(Device::registrationId)
                .limit(MOST_LISTED)
                .toList();
        return answers.ok(Map.of("registration_ids", ids));
    }

    @DeleteMapping("/v3/aliases/{alias}")
    ResponseEntity<Void> release(
            @RequestAttribute(Received.NAME) Received call,
            @PathVariable String alias,
            @RequestParam(defaultValue = "") String platform) {

        admission.check(call);
        devices.release(alias, on(platform));
        return ResponseEntity.ok().build();
    }

    private static Predicate<Device> on(String platforms) {

        var wanted = Arrays.asList(platforms.split(","));
        return it -> platforms.isEmpty() || wanted.contains(it.platform());
    }

    private static Device changed(Device device, JsonNode body) {

        var alias = body.path("alias").asString(device.alias());
        if (alias.getBytes(StandardCharsets.UTF_8).length > LONGEST_ALIAS_BYTES) {
            throw invalid("alias");
        }
        return new Device(
                device.registrationId(),
                device.platform(),
                alias,
                tags(device.tags(), body.path("tags")),
                body.path("mobile").asString(device.mobile()));
    }

    private static Set<String> tags(Set<String> before, JsonNode change) {

        if (change.isMissingNode()) {
            return before;
        }
        if (change.isString() && change.stringValue().isEmpty()) {
            return Set.of();
        }
        if (!change.isObject()) {
            throw invalid("tags");
        }
        var tags = new HashSet<>(before);
        tags.addAll(texts(change.path("add")));
        tags.removeAll(texts(change.path("remove")));
        return Set.copyOf(tags);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(it -> it.asString("")).toList();
    }

    private JsonNode body(Received call) {

        try {
            var body = json.readTree(call.body());
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException _) {
            // The same refusal as for JSON of another kind.
        }
        throw new JPushRefusal(MISSING, "the body is not a JSON object");
    }

    private static JPushRefusal invalid(String what) {
        return new JPushRefusal(INVALID, "%s: %s".formatted(INVALID.text(), what));
    }
}
