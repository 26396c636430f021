package com.banxiang.sandbox.traffic;

import static org.springframework.http.HttpStatus.BAD_REQUEST;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Shows what a vendor was asked, newest first. Credentials are starred out, signatures are shown. */
@RestController
final class CallController {

    private static final int LONGEST_BODY = 16 * 1024;

    record CallView(
            String vendor,
            String operation,
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            String body,
            Instant at) {}

    private final Calls calls;

    CallController(Calls calls) {
        this.calls = calls;
    }

    @GetMapping("/_sandbox/calls")
    List<CallView> list(@RequestParam String vendor) {

        return Vendor.named(vendor)
                .map(calls::newestFirst)
                .orElseThrow(() -> new ResponseStatusException(BAD_REQUEST, "vendor: " + vendor))
                .stream()
                .map(CallController::view)
                .toList();
    }

    private static CallView view(Received call) {

        var text = call.text();
        return new CallView(
                call.vendor().text(),
                call.operation(),
                call.method(),
                call.path(),
                query(call.rawQuery()),
                headers(call.headers()),
                withoutSecret(text.length() > LONGEST_BODY ? text.substring(0, LONGEST_BODY) : text),
                call.at());
    }

    private static Map<String, String> query(String rawQuery) {

        var decoded = new TreeMap<String, String>();
        UriComponentsBuilder.newInstance()
                .query(rawQuery)
                .build()
                .getQueryParams()
                .toSingleValueMap()
                .forEach((name, value) ->
                        decoded.put(name, name.equals("secret") ? "***" : UriUtils.decode(value, "UTF-8")));
        return decoded;
    }

    private static Map<String, String> headers(Map<String, String> received) {

        var shown = new TreeMap<>(received);
        shown.computeIfPresent("authorization", (_, value) -> value.replaceFirst("^(Basic|Bearer) .*", "$1 ***"));
        return shown;
    }

    private static String withoutSecret(String json) {
        return json.replaceAll("(\"secret\"\\s*:\\s*)\"[^\"]*\"", "$1\"***\"")
                .replaceAll("(^|&)(client_secret|refresh_token|code|code_verifier)=[^&]*", "$1$2=***");
    }
}
