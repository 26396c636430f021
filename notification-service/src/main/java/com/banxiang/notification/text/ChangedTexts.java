package com.banxiang.notification.text;

import com.banxiang.notification.text.Piece.Language;
import com.banxiang.notification.text.Piece.Part;
import com.banxiang.platform.data.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The words that were changed since they shipped, with every version. */
@Component
final class ChangedTexts {

    /** @param words null where they are as they ship, again */
    record Version(long version, @Nullable String words) {}

    private final DatabaseClient database;

    ChangedTexts(DatabaseClient database) {
        this.database = database;
    }

    /** The newest version of each. Never empty. */
    Mono<Map<Piece, Version>> newest() {

        return database.sql("""
            select distinct on (template, part, language) template, part, language, version, words
              from template_texts
             order by template, part, language, version desc
            """)
                .map(row -> Map.entry(piece(row), version(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Whoever changes something next waits until the surrounding transaction ends. */
    Mono<Void> lock() {
        return database.sql("select pg_advisory_xact_lock(hashtextextended('template_texts', 0))")
                .then();
    }

    Mono<Void> add(Piece piece, @Nullable String words, UUID by, Instant now) {

        var statement = database.sql("""
            insert into template_texts (template, part, language, version, words, changed_by, changed_at)
            select :template, :part, :language, coalesce(max(version), 0) + 1, :words, :by, :now
              from template_texts
             where template = :template
               and part = :part
               and language = :language
            """)
                .bind("template", piece.template())
                .bind("part", piece.part().text())
                .bind("language", piece.language().text())
                .bind("by", by)
                .bind("now", now);

        return (words == null ? statement.bindNull("words", String.class) : statement.bind("words", words)).then();
    }

    private static Piece piece(Readable row) {
        return new Piece(
                Rows.column(row, "template", String.class),
                Part.valueOf(Rows.column(row, "part", String.class).toUpperCase(Locale.ROOT)),
                Language.valueOf(Rows.column(row, "language", String.class).toUpperCase(Locale.ROOT)));
    }

    private static Version version(Readable row) {
        return new Version(Rows.column(row, "version", Long.class), Rows.optional(row, "words", String.class));
    }
}
