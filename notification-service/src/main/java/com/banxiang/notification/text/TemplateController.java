package com.banxiang.notification.text;

import com.banxiang.notification.text.ChangeTemplate.Change;
import com.banxiang.notification.text.Piece.Language;
import com.banxiang.notification.text.Piece.Part;
import com.banxiang.notification.text.ReadTemplates.Template;
import com.banxiang.notification.text.ReadTemplates.Wording;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What people read, for the administrators who word it. */
@RestController
@RequestMapping("/api/v1/admin/notifications/templates")
final class TemplateController {

    /** @param text left out, or null: as it ships */
    record TemplateTextRequest(
            @NotNull Part part,
            @NotNull Language language,
            @Nullable @Text(min = 1, max = 500) String text) {}

    record TemplateRequest(@NotNull @Size(min = 1, max = 10) List<@NotNull @Valid TemplateTextRequest> texts) {}

    /**
     * @param version 0 until it was changed
     * @param shipped what it is without any change
     */
    record TemplateTextView(
            Part part,
            Language language,
            String text,
            String shipped,
            long version,
            int longest,
            Set<String> parameters) {

        private static TemplateTextView of(Wording it) {
            return new TemplateTextView(
                    it.piece().part(),
                    it.piece().language(),
                    it.words(),
                    it.shipped(),
                    it.version(),
                    it.piece().part().longest(),
                    it.parameters());
        }
    }

    record TemplateView(String type, List<TemplateTextView> texts) {

        private static TemplateView of(Template it) {
            return new TemplateView(
                    it.name(), it.wordings().stream().map(TemplateTextView::of).toList());
        }
    }

    private final ReadTemplates readTemplates;
    private final ChangeTemplate changeTemplate;

    TemplateController(ReadTemplates readTemplates, ChangeTemplate changeTemplate) {
        this.readTemplates = readTemplates;
        this.changeTemplate = changeTemplate;
    }

    @GetMapping
    Mono<ResponseEntity<Envelope<Page<TemplateView>>>> templates() {
        return readTemplates
                .all()
                .flatMap(it ->
                        Answers.ok(Page.all(it.stream().map(TemplateView::of).toList())));
    }

    @PutMapping("/{type}")
    Mono<ResponseEntity<Envelope<TemplateView>>> change(
            Caller caller, @PathVariable String type, @Valid @RequestBody TemplateRequest request) {

        var changes = request.texts().stream()
                .map(it -> new Change(new Piece(type, it.part(), it.language()), it.text()))
                .toList();
        return changeTemplate
                .handle(type, changes, caller.account())
                .then(Mono.defer(() -> readTemplates.one(type)))
                .flatMap(it -> Answers.ok(TemplateView.of(it)));
    }
}
