package com.banxiang.platform;

import com.banxiang.platform.security.AccessRules;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.security.CallingService;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.ChinesePhone;
import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import com.banxiang.platform.web.RequestContext;
import com.banxiang.platform.web.Text;
import com.banxiang.platform.web.TimedOut;
import com.banxiang.platform.web.Unavailable;
import com.banxiang.platform.web.Unknown;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A service with one endpoint for each thing the platform promises. */
@SpringBootApplication
public class ExampleApplication {

    @Bean
    AccessRules accessRules() {
        return AccessRules.denyByDefault()
                .open("GET /api/v1/public/**")
                .ignoringToken("/api/v1/auth/**")
                .users("/api/v1/**")
                .children("/api/child/**")
                .operators("/api/v1/admin/**", "ADMIN")
                .service("GET /internal/things/{id}", "user-service")
                .build();
    }

    enum Colour {
        SKY_BLUE,
        GRASS_GREEN
    }

    enum Refusal {
        THING_FULL
    }

    record Part(@NotNull @Min(1) @Max(10) Integer size) {}

    record ThingRequest(
            @NotNull @Text(max = 5) String name,
            @ChinesePhone String phone,
            Colour colour,
            Instant at,
            @Valid @Size(max = 2) List<Part> parts) {}

    record ThingView(
            String name, @Nullable Colour colour, @Nullable Instant at) {}

    static final class UnknownThing extends Unknown {

        private static final long serialVersionUID = 1L;

        UnknownThing(UUID id) {
            super("THING_NOT_FOUND", id);
        }
    }

    @RestController
    static class Things {

        @PostMapping("/api/v1/things")
        Mono<ResponseEntity<Envelope<ThingView>>> add(@Valid @RequestBody ThingRequest request) {
            return Answers.created(new ThingView(request.name(), request.colour(), request.at()));
        }

        @GetMapping("/api/v1/things/{id}")
        Mono<ResponseEntity<Envelope<ThingView>>> one(@PathVariable UUID id) {
            return Mono.error(new UnknownThing(id));
        }

        @GetMapping("/api/v1/things")
        Mono<ResponseEntity<Envelope<Page<Integer>>>> list(PageRequest page) {
            var first = page.after() == null ? 0 : (int) page.after().at().getEpochSecond() + 1;
            var rows = Stream.iterate(first, it -> it + 1)
                    .limit(page.limitPlusOne())
                    .filter(it -> it < 25)
                    .toList();
            return Answers.ok(
                    Page.of(rows, page.limit(), it -> new Cursor(Instant.ofEpochSecond(it), new UUID(0, it))));
        }

        @GetMapping("/api/v1/coloured")
        Mono<ResponseEntity<Envelope<String>>> coloured(@RequestParam Colour colour, @RequestParam Instant at) {
            return Answers.ok(colour.name() + at);
        }

        @PostMapping("/api/v1/raw")
        Mono<ResponseEntity<Envelope<Void>>> raw(ServerHttpRequest request) {
            return DataBufferUtils.join(request.getBody(), 100)
                    .doOnNext(DataBufferUtils::release)
                    .then(Answers.ok());
        }

        @PostMapping("/api/v1/refused")
        Mono<ResponseEntity<Envelope<Void>>> refused() {
            return Answers.conflict(Refusal.THING_FULL);
        }

        @PostMapping("/api/v1/hurried")
        Mono<ResponseEntity<Envelope<Void>>> hurried() {
            return Answers.tooManyRequests(Refusal.THING_FULL, Duration.ofMillis(1500));
        }

        @GetMapping("/api/v1/broken")
        Mono<ResponseEntity<Envelope<Void>>> broken() {
            return Mono.error(new IllegalStateException("relation \"things\" is gone, call 13800138000"));
        }

        @GetMapping("/api/v1/away")
        Mono<ResponseEntity<Envelope<Void>>> away() {
            return Mono.error(new Unavailable("user-service", null));
        }

        @GetMapping("/api/v1/late")
        Mono<ResponseEntity<Envelope<Void>>> late() {
            return Mono.error(new TimedOut("user-service", null));
        }

        @GetMapping("/api/v1/endless")
        Mono<ResponseEntity<Envelope<Void>>> endless() {
            return Mono.<ResponseEntity<Envelope<Void>>>never().timeout(Duration.ofMillis(1));
        }

        @GetMapping("/api/v1/public/me")
        Mono<ResponseEntity<Envelope<String>>> open(@Nullable Caller caller) {
            return Answers.ok(caller == null ? "nobody" : caller.id().toString());
        }

        @GetMapping("/api/v1/auth/me")
        Mono<ResponseEntity<Envelope<String>>> auth(@Nullable Caller caller) {
            return Answers.ok(caller == null ? "nobody" : "somebody");
        }

        @GetMapping({"/api/v1/me", "/api/child/me", "/api/v1/admin/me"})
        Mono<ResponseEntity<Envelope<String>>> me(Caller caller) {
            return Answers.ok(caller.account().text());
        }

        @GetMapping("/internal/things/{id}")
        Mono<ResponseEntity<Envelope<Map<String, String>>>> internal(@PathVariable UUID id, CallingService service) {
            return RequestContext.current()
                    .flatMap(it -> Answers.ok(Map.of(
                            "service", service.name(),
                            "for", String.valueOf(service.actingFor()),
                            "ip", it.clientIp(),
                            "trace", it.trace().traceId())));
        }

        @GetMapping("/elsewhere")
        Mono<ResponseEntity<Envelope<Void>>> elsewhere() {
            return Answers.ok();
        }
    }
}
