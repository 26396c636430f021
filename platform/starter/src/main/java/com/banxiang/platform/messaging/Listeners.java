package com.banxiang.platform.messaging;

import static java.util.stream.Collectors.groupingBy;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Who listens to what. The service's only list of topics: its subscription is made from it. */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final Map<String, List<EventListener<?>>> byType;
    private final List<String> topics;
    private final JsonMapper json;
    private final Inbox inbox;
    private final Admission admission;
    private final MeterRegistry meters;

    Listeners(List<EventListener<?>> all, JsonMapper json, Inbox inbox, Admission admission, MeterRegistry meters) {

        refuseTwins(all);
        this.byType = all.stream().collect(groupingBy(EventListener::eventType));
        this.topics = all.stream().map(EventListener::topic).distinct().sorted().toList();
        this.json = json;
        this.inbox = inbox;
        this.admission = admission;
        this.meters = meters;
    }

    List<String> topics() {
        return topics;
    }

    /**
     * Gives the event to everybody who knows its type, one after the other. An event nobody knows is done with. May be
     * empty or fail; a listener that has done its work does it no second time when a later one brings the event back.
     */
    Mono<Void> hand(IncomingEvent event) {

        var listeners = byType.get(event.eventType());
        if (listeners == null) {
            LOG.debug("event of a type nobody here knows: {}", event);
            meters.counter(MessagingMeter.UNKNOWN.getName(), MessagingMeter.Tag.TOPIC.asString(), event.topic())
                    .increment();
            return Mono.empty();
        }

        return isAdmitted(event, listeners)
                .flatMapMany(admitted ->
                        Flux.fromIterable(listeners).filter(listener -> admitted || listener.hearsOfTheErased()))
                .concatMap(listener -> handTo(listener, event))
                .then()
                .contextWrite(event.request().into());
    }

    /** What can't be read is admitted: its listener says so better. */
    private Mono<Boolean> isAdmitted(IncomingEvent event, List<EventListener<?>> listeners) {

        if (listeners.stream().allMatch(EventListener::hearsOfTheErased)) {
            return Mono.just(true);
        }

        return Mono.fromCallable(() -> json.readTree(event.payload()))
                .onErrorComplete(JacksonException.class)
                .flatMap(admission::admits)
                .defaultIfEmpty(true)
                .doOnNext(admitted -> {
                    if (!admitted) {
                        meters.counter(
                                        MessagingMeter.ERASED.getName(),
                                        MessagingMeter.Tag.TOPIC.asString(),
                                        event.topic())
                                .increment();
                    }
                });
    }

    private <E> Mono<Void> handTo(EventListener<E> listener, IncomingEvent event) {

        return Mono.defer(() -> listener.handle(inbox.delivery(
                        listener,
                        json.readValue(event.payload(), listener.type()),
                        event.eventId(),
                        event.eventSource(),
                        event.eventTime())))
                .checkpoint("event to " + listener.consumer());
    }

    /** Two listeners of one name would take each other's events for done. */
    private static void refuseTwins(List<EventListener<?>> all) {

        var names = new HashSet<String>();
        for (var listener : all) {
            if (!names.add(listener.eventType() + " " + listener.consumer())) {
                throw new IllegalStateException("listener: %s exists twice for %s (expected: names that differ)"
                        .formatted(listener.consumer(), listener.eventType()));
            }
        }
    }
}
