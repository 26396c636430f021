package com.banxiang.sandbox.band;

import static org.springframework.http.HttpStatus.BAD_REQUEST;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Plays the person who wears the band. */
@RestController
final class BandController {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int MOST_IN_A_BURST = 500;

    record SentView(String id, String openId, String type, String state, List<Attempt> attempts) {

        static SentView of(Sent it) {
            return new SentView(
                    it.id(), it.openId(), it.type(), it.state().name().toLowerCase(Locale.ROOT), it.attempts());
        }
    }

    private final ComposeReadings compose;
    private final Spoiler spoiler;
    private final SendReadings send;

    BandController(ComposeReadings compose, Spoiler spoiler, SendReadings send) {
        this.compose = compose;
        this.spoiler = spoiler;
        this.send = send;
    }

    /**
     * Answers when the receiver has, or has failed to.
     *
     * @param id of the message, to send one of before again
     * @param wrong what is to be wrong with it
     * @param header which one is missing
     * @param count how many make a burst
     */
    @PostMapping("/_sandbox/wearables/band/users/{openId}/records")
    Mono<List<SentView>> send(
            @PathVariable String openId,
            @RequestBody JsonNode records,
            @RequestParam @Nullable String id,
            @RequestParam(defaultValue = "nothing") String wrong,
            @RequestParam(defaultValue = "webhook-signature") String header,
            @RequestParam(defaultValue = "100") int count) {

        var kind = Wrong.named(wrong)
                .orElseThrow(() -> refused("wrong: %s (expected: one of %s)".formatted(wrong, all())));
        expect(spoiler.can(kind), "wrong: %s (expected: not without sandbox.band.older-secret)".formatted(wrong));
        expect(records.isArray() && !records.isEmpty(), "body: (expected: an array of measurements)");
        expect(records.valueStream().allMatch(JsonNode::isObject), "body: (expected: an array of measurements)");
        expect(id == null || ID.matcher(id).matches(), "id: %s (expected: %s)".formatted(id, ID));
        expect(count >= 1 && count <= MOST_IN_A_BURST, "count: %s (expected: 1–%s)".formatted(count, MOST_IN_A_BURST));

        var readings = compose.handle(openId, records, id);
        expect(id == null || readings.size() == 1, "id: %s (expected: none, these are several messages)".formatted(id));
        return Flux.fromIterable(readings)
                .concatMap(it -> send.handle(spoiler.handle(it, kind, header, count), kind == Wrong.NOTHING), 1)
                .flatMapIterable(it -> it)
                .map(SentView::of)
                .collectList();
    }

    @GetMapping("/_sandbox/wearables/band/messages")
    List<SentView> list(@RequestParam(defaultValue = "") String openId) {
        return send.newestFirst(openId).stream().map(SentView::of).toList();
    }

    private static List<String> all() {
        return Arrays.stream(Wrong.values()).map(Wrong::text).toList();
    }

    private static void expect(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw refused(otherwise);
        }
    }

    private static ResponseStatusException refused(String why) {
        return new ResponseStatusException(BAD_REQUEST, why);
    }
}
