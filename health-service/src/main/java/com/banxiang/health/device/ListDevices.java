package com.banxiang.health.device;

import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Pages through a person's devices, newest first. */
@Component
final class ListDevices {

    private final DeviceLinks links;

    ListDevices(DeviceLinks links) {
        this.links = links;
    }

    /** Never empty. */
    Mono<Page<DeviceLink>> handle(UUID userId, PageRequest page) {
        return links.page(userId, page)
                .collectList()
                .map(rows -> Page.of(rows, page.limit(), it -> new Cursor(it.linkedAt(), it.id())))
                .checkpoint("list devices");
    }
}
