package com.banxiang.sandbox.robots;

import com.banxiang.sandbox.memory.Recent;
import com.banxiang.sandbox.traffic.Received;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A DingTalk group's robot for text messages, and what the group has read so far. Any access token is a group. */
@RestController
final class RobotController {

    record RobotMessage(String robot, String token, String text, Instant at) {}

    private final JsonMapper json;
    private final RobotTroubles troubles;
    private final Recent<RobotMessage> read = new Recent<>(1_000);

    RobotController(JsonMapper json, RobotTroubles troubles) {
        this.json = json;
        this.troubles = troubles;
    }

    @PostMapping("/robots/robot/send")
    ResponseEntity<String> send(
            @RequestAttribute(Received.NAME) Received call,
            @RequestParam(name = "access_token", defaultValue = "") String token) {

        var text = text(call.body());
        if (token.isBlank() || text.isBlank()) {
            return troubles.refusal(RobotTroubles.PARAMETER_MISSING);
        }
        if (call.quotaIsOn()) {
            return troubles.refusal(RobotTroubles.TOO_FAST);
        }
        read.add(new RobotMessage("dingtalk", token, text, call.at()));
        return RobotTroubles.answer(0, "ok");
    }

    @GetMapping("/_sandbox/robots")
    List<RobotMessage> list() {
        return read.newestFirst(_ -> true);
    }

    private String text(byte[] body) {

        try {
            JsonNode message = json.readTree(body);
            return message.path("msgtype").asString("").equals("text")
                    ? message.path("text").path("content").asString("")
                    : "";
        } catch (JacksonException _) {
            return "";
        }
    }
}
