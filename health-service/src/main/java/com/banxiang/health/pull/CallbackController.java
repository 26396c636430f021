package com.banxiang.health.pull;

import com.banxiang.health.pull.FinishLinking.Command;
import com.banxiang.health.pull.FinishLinking.Result;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where a browser comes back from the brand's page. It is sent on to the app, whatever happened. */
@RestController
final class CallbackController {

    private final FinishLinking finishLinking;

    CallbackController(FinishLinking finishLinking) {
        this.finishLinking = finishLinking;
    }

    @GetMapping("/api/v1/health/devices/callback/huawei")
    Mono<ResponseEntity<Void>> comeBack(
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String error) {
        return finishLinking.handle(new Command(code, state, error)).map(CallbackController::toTheApp);
    }

    /** The address holds a code: it must stay in no cache and reach no other page. */
    private static ResponseEntity<Void> toTheApp(Result result) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create("banxiang://devices/linked?brand=huawei&result=" + result.text()))
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
