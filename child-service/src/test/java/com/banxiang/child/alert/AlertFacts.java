package com.banxiang.child.alert;

import com.banxiang.platform.messaging.EventListener;
import com.banxiang.platform.messaging.Inbox;
import com.banxiang.platform.security.Account;
import com.banxiang.testkit.EventContract;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tells the listeners, without Kafka, what health-service would: samples of the contracts, changed in what matters. */
@Component
public final class AlertFacts {

    static final String HEALTH = "/health-service";

    private static final ObjectNode RAISED = EventContract.of("alert-raised").full();
    private static final ObjectNode ACKNOWLEDGED =
            EventContract.of("alert-acknowledged").full();
    private static final ObjectNode CLOSED = EventContract.of("alert-closed").full();

    private final Inbox inbox;
    private final JsonMapper json;
    private final AlertRaisedListener raised;
    private final AlertAcknowledgedListener acknowledged;
    private final AlertClosedListener closed;

    AlertFacts(
            Inbox inbox,
            JsonMapper json,
            AlertRaisedListener raised,
            AlertAcknowledgedListener acknowledged,
            AlertClosedListener closed) {
        this.inbox = inbox;
        this.json = json;
        this.raised = raised;
        this.acknowledged = acknowledged;
        this.closed = closed;
    }

    /** A new alert about this parent, told now. */
    public UUID raise(UUID parent) {
        return raise(parent, now());
    }

    public UUID raise(UUID parent, Instant at) {
        var alert = UUID.randomUUID();
        tell(alert, parent, 1, at, at);
        return alert;
    }

    public void tell(UUID alert, UUID parent, long version, Instant raisedAt, Instant toldAt) {
        tell(telling(alert, parent, version, raisedAt, toldAt));
    }

    public void tell(ObjectNode event) {
        deliver(raised, event, HEALTH);
    }

    static ObjectNode telling(UUID alert, UUID parent, long version, Instant raisedAt, Instant toldAt) {
        return RAISED.deepCopy()
                .put("alertId", alert.toString())
                .put("userId", parent.toString())
                .put("version", version)
                .put("count", version)
                .put("raisedAt", raisedAt.toString())
                .put("occurredAt", toldAt.toString());
    }

    public void acknowledge(UUID alert, UUID parent, long telling, Account by, Instant at) {
        acknowledge(alert, parent, telling, by, at, HEALTH);
    }

    public void acknowledge(UUID alert, UUID parent, long telling, Account by, Instant at, String source) {

        var event = ACKNOWLEDGED
                .deepCopy()
                .put("alertId", alert.toString())
                .put("userId", parent.toString())
                .put("alertVersion", telling)
                .put("occurredAt", at.toString());
        event.putObject("by").put("kind", by.kind().text()).put("id", by.id().toString());
        deliver(acknowledged, event, source);
    }

    public void close(UUID alert, UUID parent, Instant at) {
        deliver(
                closed,
                CLOSED.deepCopy()
                        .put("alertId", alert.toString())
                        .put("userId", parent.toString())
                        .put("closedAt", at.toString())
                        .put("occurredAt", at.toString()),
                HEALTH);
    }

    /** As events carry it. */
    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private <E> void deliver(EventListener<E> to, ObjectNode event, String source) {
        var read = json.treeToValue(event, to.type());
        to.handle(inbox.delivery(to, read, UUID.randomUUID(), source, now())).block();
    }
}
