package com.banxiang.sandbox.huawei;

import static org.springframework.http.HttpStatus.BAD_REQUEST;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Plays the person who wears the watch. */
@RestController
@RequestMapping("/_sandbox/wearables/huawei/users")
final class HuaweiControlController {

    private static final int MOST_TIMES = 100;

    record LeaveView(String openId, Set<String> scopes, Instant since) {}

    private final Accounts accounts;
    private final ComposePoints compose;
    private final SendNotification send;

    HuaweiControlController(Accounts accounts, ComposePoints compose, SendNotification send) {
        this.accounts = accounts;
        this.compose = compose;
        this.send = send;
    }

    /** Who gave the app leave and has not taken it back. */
    @GetMapping
    List<LeaveView> list() {
        return accounts.leaves().stream()
                .map(it -> new LeaveView(it.openId(), it.scopes(), it.since()))
                .toList();
    }

    /** What the next pull will find. */
    @PostMapping("/{openId}/records")
    void measure(@PathVariable String openId, @RequestBody JsonNode records) {

        if (!records.isArray() || records.isEmpty()) {
            throw new ResponseStatusException(BAD_REQUEST, "body: (expected: an array of measurements)");
        }
        try {
            accounts.add(openId, records.valueStream().map(compose::handle).toList());
        } catch (IllegalArgumentException unreadable) {
            throw new ResponseStatusException(BAD_REQUEST, unreadable.getMessage());
        }
    }

    /** @param wrong whether it is signed wrong */
    @PostMapping("/{openId}/notify")
    Mono<List<Integer>> notify(
            @PathVariable String openId,
            @RequestParam(defaultValue = "false") boolean wrong,
            @RequestParam(defaultValue = "1") int times) {

        if (times < 1 || times > MOST_TIMES) {
            throw new ResponseStatusException(BAD_REQUEST, "times: %d (expected: 1–%d)".formatted(times, MOST_TIMES));
        }
        return Flux.fromStream(IntStream.range(0, times).boxed())
                .concatMap(_ -> send.handle(openId, !wrong))
                .collectList();
    }

    /** Takes the leave back in Huawei's app. */
    @PostMapping("/{openId}/revoke")
    void revoke(@PathVariable String openId) {
        accounts.revoke(openId);
    }

    /** Ends every access token before its time; refresh tokens go on working. */
    @PostMapping("/{openId}/expire")
    void expire(@PathVariable String openId) {
        accounts.expire(openId);
    }
}
