package com.banxiang.platform.remote;

import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Asks a neighbour, and expects nothing but a yes. */
@RestController
class AskingController {

    static final String ASKS = "/internal/things/1";

    private final Neighbours neighbours;

    AskingController(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    @GetMapping("/asked")
    Mono<ResponseEntity<Envelope<String>>> ask() {
        return neighbours.to("user-service").get(String.class, ASKS).flatMap(Answers::ok);
    }
}
