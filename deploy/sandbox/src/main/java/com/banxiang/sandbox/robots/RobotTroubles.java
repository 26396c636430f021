package com.banxiang.sandbox.robots;

import com.banxiang.sandbox.traffic.Troubles;
import com.banxiang.sandbox.traffic.Vendor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** How the robots' host fails: codes with status 200, an HTML page otherwise. */
@Component
final class RobotTroubles implements Troubles {

    static final int TOO_FAST = 130101;
    static final int PARAMETER_MISSING = 40035;

    private static final Map<Integer, String> TEXTS = Map.of(
            -1,
            "系统繁忙",
            PARAMETER_MISSING,
            "缺少参数 json",
            TOO_FAST,
            "send too fast, exceed 20 times per minute",
            300001,
            "token is not exist",
            310000,
            "keywords not in content");

    @Override
    public Vendor vendor() {
        return Vendor.ROBOTS;
    }

    @Override
    public Set<String> kinds() {
        return Set.copyOf(TEXTS.keySet().stream().map(String::valueOf).toList());
    }

    @Override
    public Optional<ResponseEntity<String>> refusing(String kind, String operation) {
        return kinds().contains(kind) ? Optional.of(refusal(Integer.parseInt(kind))) : Optional.empty();
    }

    @Override
    public ResponseEntity<String> failing(int status) {
        return ResponseEntity.status(status)
                .contentType(MediaType.TEXT_HTML)
                .body("<html><body><h1>%s</h1></body></html>".formatted(status));
    }

    ResponseEntity<String> refusal(int code) {
        return answer(code, TEXTS.getOrDefault(code, ""));
    }

    static ResponseEntity<String> answer(int code, String text) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"errcode\":%s,\"errmsg\":\"%s\"}".formatted(code, text));
    }
}
