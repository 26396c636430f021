package com.banxiang.health.device;

import com.banxiang.health.device.CloudAccounts.WayThere;
import com.banxiang.health.device.LinkDevice.Decision.LeaveNeeded;
import com.banxiang.health.device.LinkDevice.Decision.Linked;
import com.banxiang.health.device.LinkDevice.Decision.Refused;
import com.banxiang.health.device.LinkDevice.Reason;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A person's own devices. */
@RestController
@RequestMapping("/api/v1/health/devices")
final class DeviceController {

    /** What fits into a header, because that is where a device names itself. */
    private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    /** @param externalId needed for a band; a cloud says itself who it is */
    record LinkRequest(@NotNull Brand brand, @Nullable String externalId) {}

    /**
     * @param externalId of a band
     * @param authorizeUrl where the person goes to agree, in a browser
     * @param state what the browser will bring back
     */
    record DeviceView(
            UUID id,
            Brand brand,
            @Nullable String externalId,
            Status status,
            @Nullable Instant linkedAt,
            @Nullable URI authorizeUrl,
            @Nullable String state) {

        private static DeviceView of(DeviceLink it) {
            return new DeviceView(
                    it.id(),
                    it.brand(),
                    it.brand() == Brand.BAND ? it.externalId() : null,
                    it.status(),
                    it.linkedAt(),
                    null,
                    null);
        }

        private static DeviceView of(WayThere it) {
            return new DeviceView(it.linkId(), Brand.HUAWEI, null, Status.PENDING, null, it.authorizeUrl(), it.state());
        }
    }

    private final LinkDevice linkDevice;
    private final UnlinkDevice unlinkDevice;
    private final ListDevices listDevices;
    private final SyncDevice syncDevice;

    DeviceController(LinkDevice linkDevice, UnlinkDevice unlinkDevice, ListDevices listDevices, SyncDevice syncDevice) {
        this.linkDevice = linkDevice;
        this.unlinkDevice = unlinkDevice;
        this.listDevices = listDevices;
        this.syncDevice = syncDevice;
    }

    @GetMapping
    Mono<ResponseEntity<Envelope<Page<DeviceView>>>> list(Caller caller, PageRequest page) {
        return listDevices
                .handle(caller.id(), page)
                .map(found -> found.map(DeviceView::of))
                .flatMap(Answers::ok);
    }

    @PostMapping
    Mono<ResponseEntity<Envelope<DeviceView>>> link(Caller caller, @Valid @RequestBody LinkRequest request) {

        var externalId = request.brand() == Brand.BAND ? request.externalId() : null;

        if (request.brand() == Brand.BAND && externalId == null) {
            return Answers.invalid("externalId", "NotNull");
        }

        if (externalId != null && !EXTERNAL_ID.matcher(externalId).matches()) {
            return Answers.invalid("externalId", "device.externalId");
        }

        var command = new LinkDevice.Command(caller.id(), request.brand(), externalId);

        return linkDevice.handle(command).flatMap(decision -> switch (decision) {
            case Linked(var link) ->
                Answers.created(URI.create("/api/v1/health/devices/" + link.id()), DeviceView.of(link));
            case LeaveNeeded(var way) -> Answers.created(DeviceView.of(way));
            case Refused(var reason) -> refused(reason);
        });
    }

    @PostMapping("/{id}/sync")
    Mono<ResponseEntity<Envelope<DeviceView>>> sync(Caller caller, @PathVariable UUID id) {
        return syncDevice.handle(caller.id(), id).flatMap(decision -> switch (decision) {
            case SyncDevice.Decision.Begun(var link) -> Answers.ok(DeviceView.of(link));
            case SyncDevice.Decision.TooSoon(var wait) ->
                Mono.error(new com.banxiang.platform.web.Refused(ErrorCode.RATE_LIMITED, wait));
            case SyncDevice.Decision.Refused(var reason) -> refused(reason);
        });
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Envelope<Void>>> unlink(Caller caller, @PathVariable UUID id) {
        return unlinkDevice.handle(caller.id(), id).then(Mono.defer(Answers::ok));
    }

    private static Mono<ResponseEntity<Envelope<DeviceView>>> refused(Reason reason) {
        return switch (reason) {
            case CONSENT_REQUIRED -> Answers.forbidden(reason);
            case BRAND_UNAVAILABLE -> Answers.unprocessable(reason);
            case DEVICE_IN_USE -> Answers.conflict(reason);
        };
    }

    private static Mono<ResponseEntity<Envelope<DeviceView>>> refused(SyncDevice.Reason reason) {
        return switch (reason) {
            case CONSENT_REQUIRED -> Answers.forbidden(reason);
            case SYNC_UNSUPPORTED -> Answers.unprocessable(reason);
            case AUTHORIZATION_REQUIRED -> Answers.conflict(reason);
        };
    }
}
