package com.banxiang.notification.wechat;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The consents as counted here: added when the mini-program reports them, taken by each message, nothing below zero. */
@Component
final class Consents implements WeChatConsents {

    private final DatabaseClient database;
    private final WeChatSettings settings;
    private final Clock clock;

    Consents(DatabaseClient database, WeChatSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Mono<List<Remaining>> of(UUID child) {
        return ofHealth(child).map(List::of);
    }

    @Override
    public Mono<Remaining> ofHealth(UUID child) {

        var template = settings.healthTemplate();
        return remaining(child, template)
                .map(it -> new Remaining(template, it))
                .defaultIfEmpty(new Remaining(template, null));
    }

    /** Empty while nothing was ever reported. */
    Mono<Integer> remaining(UUID child, String template) {

        return database.sql("""
            select remaining
              from wechat_consents
             where child_id = :child
               and template_id = :template
            """)
                .bind("child", child)
                .bind("template", template)
                .mapValue(Integer.class)
                .one();
    }

    /** What is left afterwards. */
    Mono<Integer> add(UUID child, String template, int accepted) {

        return database.sql("""
               insert into wechat_consents (child_id, template_id, remaining, updated_at)
               values (:child, :template, :accepted, :now)
                   on conflict (child_id, template_id) do update
                  set remaining = wechat_consents.remaining + excluded.remaining,
                      updated_at = excluded.updated_at
            returning remaining
            """)
                .bind("child", child)
                .bind("template", template)
                .bind("accepted", accepted)
                .bind("now", clock.instant())
                .mapValue(Integer.class)
                .one();
    }

    /**
     * Takes one if the count is known; false if it is known to be used up. Two messages never take the same one.
     *
     * @param left how many must be left afterwards
     */
    Mono<Boolean> take(UUID child, String template, int left) {

        return database.sql("""
              with taken as (
                   update wechat_consents
                      set remaining = remaining - 1,
                          updated_at = :now
                    where child_id = :child
                      and template_id = :template
                      and remaining > :left
                returning 1)
            select exists (select from taken)
                or not exists (select from wechat_consents where child_id = :child and template_id = :template)
            """)
                .bind("child", child)
                .bind("template", template)
                .bind("left", left)
                .bind("now", clock.instant())
                .mapValue(Boolean.class)
                .one();
    }

    /** The message was certainly not sent after all. */
    Mono<Void> giveBack(UUID child, String template) {

        return database.sql("""
            update wechat_consents
               set remaining = remaining + 1,
                   updated_at = :now
             where child_id = :child
               and template_id = :template
            """)
                .bind("child", child)
                .bind("template", template)
                .bind("now", clock.instant())
                .then();
    }

    /** WeChat says that none is left, which is the truth whatever we counted. */
    Mono<Void> useUp(UUID child, String template) {

        return database.sql("""
            insert into wechat_consents (child_id, template_id, remaining, updated_at)
            values (:child, :template, 0, :now)
                on conflict (child_id, template_id) do update
               set remaining = 0,
                   updated_at = excluded.updated_at
            """)
                .bind("child", child)
                .bind("template", template)
                .bind("now", clock.instant())
                .then();
    }
}
