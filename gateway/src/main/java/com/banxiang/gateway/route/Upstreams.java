package com.banxiang.gateway.route;

import static java.util.Objects.requireNonNull;
import static org.springframework.cloud.gateway.support.RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR;

import com.banxiang.gateway.route.RouteRow.Pace;
import com.banxiang.platform.security.ServiceSettings;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;

/** Makes one route of each service and pace; the table has decided already which of them a request takes. */
@EnableConfigurationProperties({ForwardSettings.class, DocumentSettings.class})
@Configuration(proxyBeanMethods = false)
class Upstreams {

    private final Map<Upstream, URI> addresses = new EnumMap<>(Upstream.class);
    private final ForwardSettings settings;

    Upstreams(ServiceSettings services, ForwardSettings settings) {

        this.settings = settings;

        for (var upstream : Upstream.values()) {
            var neighbour = services.neighbours().get(upstream.service());
            if (upstream != Upstream.GATEWAY && neighbour != null) {
                addresses.put(upstream, neighbour.url());
            }
        }
    }

    @Bean
    RouteTable routeTable(DocumentSettings documents) {
        return new RouteTable(addresses.keySet(), documents.enabled());
    }

    @Bean
    RouteLocator routeLocator() {

        var routes = addresses.keySet().stream()
                .flatMap(upstream -> Arrays.stream(Pace.values()).map(pace -> route(upstream, pace)))
                .toList();

        return () -> Flux.fromIterable(routes);
    }

    /** Beyond the wait for its beginning, an answer or a socket may go silent only for so long. */
    @Bean
    HttpClientCustomizer idleLimit() {
        return client -> client.responseTimeout(settings.idleFor());
    }

    private Route route(Upstream upstream, Pace pace) {

        var patience = pace == Pace.PATIENT ? settings.patientAnswerWithin() : settings.answerWithin();

        return Route.async()
                .id(upstream.service() + "-" + pace.name().toLowerCase(Locale.ROOT))
                .uri(requireNonNull(addresses.get(upstream)))
                .predicate(exchange -> leadsTo(exchange, upstream, pace))
                .metadata(RESPONSE_TIMEOUT_ATTR, patience.toMillis())
                .build();
    }

    private static boolean leadsTo(ServerWebExchange exchange, Upstream upstream, Pace pace) {
        var passage = Passage.in(exchange.getAttributes());
        return passage != null
                && passage.row().upstream() == upstream
                && passage.row().pace() == pace;
    }
}
