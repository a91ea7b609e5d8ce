package io.flashsale.inventory.web;

import io.flashsale.inventory.application.CampaignNotFound;
import io.flashsale.inventory.application.ChangeCampaignStatus;
import io.flashsale.inventory.application.CreateCampaign;
import io.flashsale.inventory.application.FourEyes;
import io.flashsale.inventory.application.LiveCampaigns;
import io.flashsale.inventory.application.TellGateways;
import io.flashsale.inventory.application.WarmUpCampaign;
import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStep;
import io.flashsale.inventory.domain.Campaigns;
import io.flashsale.web.Caller;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/campaigns")
class AdminCampaignsController {
    private static final Logger LOG = LoggerFactory.getLogger(AdminCampaignsController.class);
    private static final int LISTED = 200;

    private final Campaigns campaigns;
    private final CreateCampaign createCampaign;
    private final WarmUpCampaign warmUpCampaign;
    private final ChangeCampaignStatus changeStatus;
    private final LiveCampaigns live;
    private final TellGateways gateways;
    private final FourEyes fourEyes;
    private final Clock clock;

    AdminCampaignsController(
            Campaigns campaigns,
            CreateCampaign createCampaign,
            WarmUpCampaign warmUpCampaign,
            ChangeCampaignStatus changeStatus,
            LiveCampaigns live,
            TellGateways gateways,
            FourEyes fourEyes,
            Clock clock) {
        this.campaigns = campaigns;
        this.createCampaign = createCampaign;
        this.warmUpCampaign = warmUpCampaign;
        this.changeStatus = changeStatus;
        this.live = live;
        this.gateways = gateways;
        this.fourEyes = fourEyes;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<CampaignResource> create(@RequestBody CampaignRequest request, Caller caller) {
        Campaign campaign = createCampaign.create(request.plan(clock.instant()));
        LOG.info("Operator {} created campaign {}.", caller.subject(), campaign.id());
        return ResponseEntity.created(URI.create("/api/admin/campaigns/" + campaign.id()))
                .body(CampaignResource.of(campaign, live));
    }

    @GetMapping
    List<CampaignResource> list() {
        return campaigns.newest(LISTED).stream()
                .map(campaign -> CampaignResource.of(campaign, live))
                .toList();
    }

    @GetMapping("/{id}")
    CampaignResource get(@PathVariable String id) {
        return CampaignResource.of(
                campaigns.find(CampaignIds.parse(id)).orElseThrow(() -> CampaignNotFound.forId(id)), live);
    }

    /** A draft with the items, prices and limits of another campaign. */
    @PostMapping("/{id}/clone")
    ResponseEntity<CampaignResource> copy(@PathVariable String id, @RequestBody CloneRequest request, Caller caller) {
        CloneRequest.Wish wish = request.checked(clock.instant());
        Campaign campaign = createCampaign.copy(CampaignIds.parse(id), wish.name(), wish.startsAt(), wish.endsAt());
        LOG.info("Operator {} cloned campaign {} as {}.", caller.subject(), id, campaign.id());
        return ResponseEntity.created(URI.create("/api/admin/campaigns/" + campaign.id()))
                .body(CampaignResource.of(campaign, live));
    }

    @PostMapping("/{id}/{verb}")
    CampaignResource step(@PathVariable String id, @PathVariable String verb, Caller caller) {
        CampaignStep step = Arrays.stream(CampaignStep.values())
                .filter(candidate -> candidate.verb().equals(verb))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        CommonProblem.NOT_FOUND, "There is no step \"" + verb + "\" for a campaign."));
        long campaignId = CampaignIds.parse(id);
        if (step == CampaignStep.OPEN_SALE) secondLook(campaignId, caller);
        Campaign campaign = step == CampaignStep.WARM_UP
                ? warmUpCampaign.warmUp(campaignId, caller.subject())
                : changeStatus.change(campaignId, step);
        // Whoever reads after the operator has this answer reads the new status, at any gateway.
        gateways.awaitHeard();
        LOG.info("Operator {} took the step \"{}\" for campaign {}.", caller.subject(), verb, id);
        return CampaignResource.of(campaign, live);
    }

    private void secondLook(long campaignId, Caller caller) {
        campaigns
                .find(campaignId)
                .filter(campaign -> CampaignStep.OPEN_SALE.isLegalFrom(campaign.status()))
                .ifPresent(campaign -> fourEyes.check(
                        "open campaign " + campaignId + " as of version " + campaign.version(),
                        campaign.items().stream().mapToLong(CampaignItem::total).sum(),
                        caller.subject()));
    }
}
