package com.banxiang.child.overview;

import com.banxiang.child.overview.PartAnswer.NotShared;
import com.banxiang.child.overview.PartAnswer.Seen;
import com.banxiang.child.overview.PartAnswer.Unavailable;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A parent at a glance: each part under its own name, and the names of those that are missing. */
@RestController
final class OverviewController {

    private final ReadOverview readOverview;
    private final JsonMapper json;

    OverviewController(ReadOverview readOverview, JsonMapper json) {
        this.readOverview = readOverview;
        this.json = json;
    }

    @GetMapping("/api/child/parents/{parent}/overview")
    Mono<ResponseEntity<Envelope<JsonNode>>> overview(Caller caller, @PathVariable UUID parent) {
        return readOverview.handle(caller, parent).map(this::view).flatMap(Answers::ok);
    }

    private JsonNode view(Overview overview) {

        var view = json.createObjectNode();
        view.set("profile", json.valueToTree(overview.profile()));
        var unavailable = json.createArrayNode();
        var notShared = json.createArrayNode();

        for (var part : overview.parts()) {
            switch (part) {
                case Seen(var name, var content) -> view.set(name, json.valueToTree(content));
                case NotShared(var name) -> notShared.add(name);
                case Unavailable(var name) -> unavailable.add(name);
            }
        }

        view.set("unavailable", unavailable);
        view.set("notShared", notShared);
        return view;
    }
}
