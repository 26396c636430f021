package com.banxiang.notification.live;

import com.banxiang.notification.inbox.Inbox.View;
import com.banxiang.notification.live.Connection.Frame;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What is said on a WebSocket. */
@Component
final class LiveFrames {

    record NotificationFrame(String type, UUID id, View data) {}

    record UnreadFrame(String type, long count) {}

    private final JsonMapper json;

    LiveFrames(JsonMapper json) {
        this.json = json;
    }

    Frame notification(View view) {
        return new Frame(view.id(), json.writeValueAsString(new NotificationFrame("notification", view.id(), view)));
    }

    Frame unread(long count) {
        return new Frame(null, json.writeValueAsString(new UnreadFrame("unread", count)));
    }
}
