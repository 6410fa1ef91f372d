using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;
using Xunit;

namespace NetworkGen.Cli.Tests.Page;

/// <summary>The page of <c>networkgen report</c> in Chromium: used by mouse and by keyboard, its numbers compared with Core's.</summary>
public sealed class ReportPageTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    [ChromiumFact]
    public async Task ShowsTheFieldsOfResNet18()
    {
        await using ReportPageUnderTest page = await fixture.OpenAsync("ResNet18");

        foreach ((string layer, int row, int column) in new[] { ("conv1", 0, 0), ("3", 28, 55), ("layer1.1.conv2", 13, 40), ("layer3.0.conv1", 7, 0), ("layer4.1.conv2", 6, 3) })
        {
            await page.Choose(layer, row, column);
            await page.ExpectNumbersOf(layer, row, column);
        }

        Assert.Equal(("435 × 435", "rows −25–409, columns −121–313"), await page.Number("global"));
        Assert.Equal("139 × 139", (await page.Number("smallest")).Value);
    }

    [ChromiumFact]
    public async Task ShowsTheHolesOfDilations()
    {
        await using ReportPageUnderTest page = await fixture.OpenAsync("DilatedNet");

        await page.Choose("5", 3, 4);
        await page.ExpectNumbersOf("5", 3, 4);

        Assert.Equal(("7 × 7", "49 of 169 pixels of the field (29\u00a0%)"), await page.Number("read"));
        Assert.Equal(("3 × 3", "rows 3–7, columns 4–8 of its input"), await page.Number("local"));
        Assert.Equal(7, await page.Page.Locator("rect.read").CountAsync());
        Assert.Equal(("row 19, column 19", "by no output of the network"), await page.Number("unread"));
        Assert.Equal(2, await page.Page.Locator("rect.unread").CountAsync());
    }

    [ChromiumFact]
    public async Task ShowsAnImageThatIsNotSquare()
    {
        await using ReportPageUnderTest page = await fixture.OpenAsync("WideNet");

        foreach ((string layer, int row, int column) in new[] { ("first", 0, 0), ("2", 5, 13), ("3", 0, 7) })
        {
            await page.Choose(layer, row, column);
            await page.ExpectNumbersOf(layer, row, column);
        }

        await page.Choose("first", 0, 3);
        Assert.Equal(("3 × 5", "rows −1–1, columns 2–6 of its input; 5 of 15 in the padding"), await page.Number("local"));
        Assert.Equal(2, await page.Page.Locator(".chart").CountAsync());
    }

    [ChromiumFact]
    public async Task IsUsedByKeyboard()
    {
        await using ReportPageUnderTest page = await fixture.OpenAsync("DilatedNet");
        await page.Choose("1", 8, 8);
        IKeyboard keyboard = page.Page.Keyboard;
        await page.Page.FocusAsync("#column");

        await keyboard.PressAsync("Tab");
        Assert.Matches("Output of layer 1: row 8 of 0 to 15, column 8 of 0 to 15", await page.Page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label')"));
        Assert.NotEqual("none", await page.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.focus-ring')).stroke"));
        await keyboard.PressAsync("ArrowRight");
        await keyboard.PressAsync("ArrowDown");
        await page.ExpectNumbersOf("1", 9, 9);
        await keyboard.PressAsync("Shift+ArrowUp");
        await page.ExpectNumbersOf("1", 0, 9);
        await keyboard.PressAsync("Control+End");
        await page.ExpectNumbersOf("1", 15, 15);
        await keyboard.PressAsync("Home");
        await page.ExpectNumbersOf("1", 15, 0);
        await keyboard.PressAsync("PageDown");
        Assert.Equal("2", (await page.Chosen()).Layer);

        // The table and the graph are one stop each; arrows move within, and Enter goes to the picture.
        await page.Page.FocusAsync("tr.current .pick");
        await keyboard.PressAsync("ArrowDown");
        await keyboard.PressAsync("Enter");
        Assert.Equal("3", (await page.Chosen()).Layer);
        await page.Page.FocusAsync(".graph .current");
        await keyboard.PressAsync("Home");
        await keyboard.PressAsync("Enter");
        Assert.Equal("0", (await page.Chosen()).Layer);
        Assert.Equal(1, await page.Page.Locator(".graph button[tabindex='0']").CountAsync());
    }

    [ChromiumFact]
    public async Task ShowsTheTableTheChartAndTheGraph()
    {
        Network network = fixture.Course.Network("ResNet18");
        await using ReportPageUnderTest page = await fixture.OpenAsync("ResNet18");

        Assert.Equal(Verdict.Of(network), await page.Page.InnerTextAsync(".verdict"));
        await page.Page.ClickAsync(".fold >> text=layer2");
        string[] cells = [.. (await page.Page.Locator($"tr[data-layer='{network.Nodes.Single(static node => node.Name == "layer2.0.conv1").Index}'] :is(th, td.what, td.number)").AllInnerTextsAsync())];
        Assert.Equal(["layer2.0.conv1", "Conv2d 3×3, 128, stride 2, padding 1", "128×28×28", "3", "51", "19", "8", "73,728", "57,802,752"], cells);

        // The image; 17 convolutions and the pool, which see further; and the additions between them, one less than there are blocks.
        Assert.Equal(26, await page.Page.Locator(".dot").CountAsync());
        Assert.Equal(1, await page.Page.Locator(".dot.pool").CountAsync());

        // Eight blocks; eight shortcuts, of which three go through a convolution of their own.
        Assert.Equal(8, await page.Page.Locator(".group.first").CountAsync());
        Assert.Equal(8, await page.Page.Locator(".join-node").CountAsync());
    }

    [ChromiumFact]
    public async Task IsLightAndDarkAndFitsNarrowWindows()
    {
        await using ReportPageUnderTest light = await fixture.OpenAsync("DilatedNet");
        await using ReportPageUnderTest dark = await fixture.OpenAsync("DilatedNet", ColorScheme.Dark, width: 400);

        Assert.Equal("rgb(255, 255, 255)", await light.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("rgb(18, 21, 26)", await dark.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal(400, await dark.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await dark.Choose("1", 2, 3);
        await dark.ExpectNumbersOf("1", 2, 3);
    }

    [ChromiumFact]
    public async Task IsOneFileThatAsksForNothing()
    {
        string text = await System.IO.File.ReadAllTextAsync(fixture.File);
        string policy = Regex.Match(text, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;

        Assert.StartsWith("default-src 'none'; ", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.DoesNotContain("src=", Regex.Replace(text, "-src ", ""));
        await using ReportPageUnderTest page = await fixture.OpenAsync("WideNet");
        Assert.Equal("blocked", await page.Page.EvaluateAsync<string>("new Promise(done => { document.addEventListener('securitypolicyviolation', () => done('blocked'), { once: true }); const picture = new Image(); picture.onload = () => done('loaded'); picture.src = 'file:///nowhere.png'; })"));
        page.ForgetComplaints();
    }
}
