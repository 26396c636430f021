package com.banxiang.gateway.route;

import static com.banxiang.gateway.route.Upstream.ACTIVITY;
import static com.banxiang.gateway.route.Upstream.AI;
import static com.banxiang.gateway.route.Upstream.CHILD;
import static com.banxiang.gateway.route.Upstream.COMMUNITY;
import static com.banxiang.gateway.route.Upstream.GATEWAY;
import static com.banxiang.gateway.route.Upstream.HEALTH;
import static com.banxiang.gateway.route.Upstream.MEDICAL;
import static com.banxiang.gateway.route.Upstream.NOTIFICATION;
import static com.banxiang.gateway.route.Upstream.PAYMENT;
import static com.banxiang.gateway.route.Upstream.USER;

import com.banxiang.gateway.route.RouteRow.Pace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every path a client may ask for, and who answers it; the first row that matches decides. What is not here does not
 * exist: the operational and internal endpoints of services have no row, so there is no spelling that reaches them.
 */
public final class RouteTable {

    private static final List<RouteRow> ALL = new Rows()
            .to(GATEWAY, "/")
            .to(USER, "/.well-known/jwks.json")
            .deadLettersOfEach()
            .to(ACTIVITY, v1("users/me/activities", "activities/**", "captains/**", "travel/**", "admin/captains/**"))
            .to(COMMUNITY, v1("users/{id}/follow", "posts/**", "comments/**", "topics/**", "reports/**"))
            .to(COMMUNITY, v1("knowledge/**", "animals/**", "admin/moderation/**", "admin/sensitive-words/**"))
            .to(USER, v1("auth/**", "interests", "family/**", "membership/**", "promotion/**"))
            .to(USER, v1("users/me", "users/me/export", "users/me/erase", "users/me/membership"))
            .to(USER, v1("users/me/sharing", "users/me/consents", "users/profile", "users/verify"))
            .to(USER, v1("users/emergency-contact", "users/settings"))
            .to(USER, v1("admin/auth/**", "admin/users/**", "admin/operators/**", "admin/audit-logs/**"))
            .to(USER, Pace.PATIENT, v1("upload/**"))
            .to(AI, Pace.PATIENT, v1("ai/**"))
            .to(MEDICAL, v1("medical/**", "appointments/**", "services/**", "admin/medical/**"))
            .to(PAYMENT, v1("orders/**", "products/**", "categories", "merchants/**", "webhooks/wechat-pay/**"))
            .to(PAYMENT, v1("admin/orders/**", "admin/merchants/**", "admin/complaints/**", "admin/reconciliation/**"))
            .to(PAYMENT, "/api/h5/**", "/h5/**")
            .to(NOTIFICATION, v1("notifications/**", "messages/**", "admin/notifications/**"))
            .to(NOTIFICATION, "/api/child/notifications/**", "/api/child/messages/**")
            .to(NOTIFICATION, Pace.SOCKET, "/api/v1/ws/**", "/api/child/ws/**")
            .to(HEALTH, v1("health/**", "webhooks/devices/**", "admin/health-service/raw-payloads/**"))
            .to(CHILD, "/api/child/**")
            .rows();

    private static final List<RouteRow> DOCUMENTS =
            new Rows().to(GATEWAY, "/docs/**", "/webjars/**").documentsOfEach().rows();

    private final Set<Upstream> existing;
    private final boolean documented;
    private final List<RouteRow> rows;

    /**
     * @param existing the services there are; the rows of others stand for nothing yet, but keep their paths
     * @param documented whether their API documents can be read here
     */
    RouteTable(Set<Upstream> existing, boolean documented) {
        this.existing = existing;
        this.documented = documented;
        this.rows = documented ? Stream.of(ALL, DOCUMENTS).flatMap(List::stream).toList() : ALL;
    }

    /** The services whose API documents can be read here. */
    public List<Upstream> documents() {
        return documented
                ? Arrays.stream(Upstream.values()).filter(existing::contains).toList()
                : List.of();
    }

    /** The row that answers a path as it was sent; null if none does, or if it could mean two things. */
    public @Nullable RouteRow find(String rawPath) {

        if (!PlainPath.is(rawPath)) {
            return null;
        }

        for (var row : rows) {
            if (row.path().matches(rawPath)) {
                return exists(row.upstream()) ? row : null;
            }
        }

        return null;
    }

    private boolean exists(Upstream upstream) {
        return upstream == GATEWAY || existing.contains(upstream);
    }

    private static String[] v1(String... paths) {
        return Arrays.stream(paths).map("/api/v1/"::concat).toArray(String[]::new);
    }

    private static final class Rows {

        private final List<RouteRow> rows = new ArrayList<>();

        Rows to(Upstream upstream, String... patterns) {
            return to(upstream, Pace.BRISK, patterns);
        }

        Rows to(Upstream upstream, Pace pace, String... patterns) {
            for (var pattern : patterns) {
                rows.add(new RouteRow(new PathRule(pattern), upstream, pace));
            }
            return this;
        }

        Rows deadLettersOfEach() {
            for (var upstream : Upstream.values()) {
                if (upstream != GATEWAY) {
                    to(upstream, v1("admin/%s/dead-letters/**".formatted(upstream.service())));
                }
            }
            return this;
        }

        Rows documentsOfEach() {
            for (var upstream : Upstream.values()) {
                if (upstream != GATEWAY) {
                    to(upstream, upstream.documentPath());
                }
            }
            return this;
        }

        List<RouteRow> rows() {
            return List.copyOf(rows);
        }
    }
}
